package org.meridian.registration.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenVerifier;
import org.meridian.registration.test.Api.Answer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody in Germany to whom nothing was granted yet, and what becomes of them. */
public final class Nominee {

    private static final String COUNTRY = "DEU";

    private final Service service;
    private final Administration office;
    private final String phone = Api.aPhone(COUNTRY);

    public Nominee(Service service) {
        this.service = service;
        this.office = new Administration(service.api());
    }

    public String phone() {
        return phone;
    }

    /** HEALTH_OFFICER for a day. */
    public Answer granted(String by) {
        return granted(by, Role.HEALTH_OFFICER, Clock.systemUTC().instant().plus(Duration.ofDays(1)));
    }

    public Answer granted(String by, Role role, Instant expiresAt) {
        return office.grant(by, phone, role, COUNTRY, expiresAt);
    }

    public Answer logsIn() {
        return service.api().login(COUNTRY, phone);
    }

    /** As their token says. */
    public Caller loggedIn() throws Exception {
        return service.bean(TokenVerifier.class).verify(logsIn().text("accessToken"));
    }

    /** Cannot log in: has no role. */
    public void isNobody() {
        assertThat(logsIn().problem()).isEqualTo("wrong-code");
    }

    /** What was done with the account, oldest first. */
    public List<String> audited(String staffId) {
        return service.bean(JdbcClient.class)
                .sql("""
                        SELECT action FROM audit_event WHERE object = :staff AND country_code = :country
                         ORDER BY at, id
                        """)
                .param("staff", staffId)
                .param("country", COUNTRY)
                .query(String.class)
                .list();
    }
}
