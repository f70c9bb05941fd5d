package org.meridian.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.meridian.checkin.Service.Answer;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.StubService.Reply;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two health officers, and a resident who tested negative. */
abstract class OverrideTestBase extends CheckinTestBase {

    static final String SHA256 = "0123456789abcdef".repeat(4);

    final StaffId ada = TestTokens.aStaffAccount("DEU");
    final StaffId ben = TestTokens.aStaffAccount("DEU");

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void erikaIsGreen() {
        nobodyIs(erika);
        known(erika);
        registered(erika, "E*** M***");
        result(erika, 1, "NEGATIVE", "FINAL", Duration.ofHours(1));
        assertThat(colour(erika)).isEqualTo("GREEN");
    }

    /** No officer has the phone of any resident, but for these. */
    static void nobodyIs(ResidentId resident, StaffId... butThese) {
        REGISTRATION.on("POST", "/internal/residents/same-person", call -> {
            boolean same = call.body().contains(resident.toString())
                    && Stream.of(butThese).anyMatch(staff -> call.body().contains(staff.toString()));
            return Reply.ok("{\"same\":" + same + "}");
        });
    }

    static void known(ResidentId resident) {
        REGISTRATION.on(
                "GET",
                "/internal/residents/" + resident,
                call -> Reply.ok(
                        "{\"residentId\":\"" + resident + "\",\"name\":\"E***\",\"nationalId\":\"L01X*****\"}"));
    }

    String officer(StaffId staff, Role... more) {
        return token(staff.toString(), staff, more.length == 0 ? Set.of(Role.HEALTH_OFFICER) : Set.of(more));
    }

    /** An officer who is a resident too. */
    String officerWhoIs(ResidentId resident, StaffId staff) {
        return token(resident.toString(), staff, Set.of(Role.HEALTH_OFFICER, Role.RESIDENT));
    }

    private String token(String subject, StaffId staff, Set<Role> roles) {
        return token(new Caller(subject, staff.country(), roles, staff, null, null, soon()));
    }

    String colour(ResidentId resident) {
        return code(resident).at("/colour");
    }

    Answer code(ResidentId resident) {
        String token = token(
                new Caller(resident.toString(), resident.country(), Set.of(Role.RESIDENT), null, null, null, soon()));
        return service().get("/v1/me/health-code", token);
    }

    Map<String, Object> proposal(ResidentId resident, String colour, Duration time) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("residentId", resident.toString());
        body.put("colour", colour);
        body.put("reason", "The laboratory mixed up two samples.");
        body.put("evidence", Map.of("reference", "AZ 17/2026", "sha256", SHA256));
        body.put("endsAt", clock.instant().plus(time).toString());
        return body;
    }

    Answer propose(ResidentId resident, String colour, StaffId by) {
        return service().post("/v1/overrides", officer(by), proposal(resident, colour, Duration.ofDays(2)));
    }

    Answer decide(String override, String decision, String token) {
        return service()
                .post(
                        "/v1/overrides/" + override + "/decision",
                        token,
                        Map.of("decision", decision, "reason", "I have seen the file."));
    }

    Answer end(String override, String token) {
        return service().post("/v1/overrides/" + override + "/end", token, Map.of("reason", "It was settled."));
    }

    /** Set by Ada and Ben. */
    String anOverride(ResidentId resident, String colour) {
        String id = propose(resident, colour, ada).at("/overrideId");
        Answer decided = decide(id, "APPROVED", officer(ben));
        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        assertThat(colour(resident)).isEqualTo(colour);
        return id;
    }

    /** Payloads of the events of this type about this resident that wait for delivery, or did. */
    List<String> events(String type, ResidentId resident) {
        return jdbc.sql("SELECT payload FROM outbox WHERE country_code = 'DEU' AND type = :type AND payload LIKE :about"
                        + " ORDER BY id")
                .param("type", type)
                .param("about", "%" + resident + "%")
                .query(String.class)
                .list();
    }

    List<String> audited(String override) {
        return jdbc.sql("SELECT action FROM audit_event WHERE country_code = 'DEU' AND object = :object ORDER BY id")
                .param("object", override)
                .query(String.class)
                .list();
    }
}
