package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.StatementLog;
import org.meridian.platform.test.TestTokens;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Person;
import org.meridian.registration.test.Api.Sent;
import org.meridian.registration.test.Service;

@ExtendWith(LocalClusterExtension.class)
class StatementsIT {

    private final Service service = Service.shared();
    private final Api api = service.api();
    private final StatementLog log = service.bean(StatementLog.class);

    /** Whether a code is wrong is counted and committed before it is told, so it has a statement of its own. */
    @Test
    void registeringIsOneStatementAfterTheTryIsCounted() {
        Sent sent = api.code("DEU", Api.aPhone("DEU"));
        log.clear();
        assertThat(api.post("/v1/residents", null, api.registration(sent, "DEU", Api.aNationalId("DEU")))
                        .status())
                .isEqualTo(201);
        assertThat(ofRequests())
                .satisfiesExactly(
                        tried -> assertThat(tried).startsWith("WITH tried").contains("UPDATE otp_challenge_eu"),
                        written -> assertThat(written)
                                .startsWith("WITH applied")
                                .contains("UPDATE otp_challenge", "INSERT INTO resident", "INSERT INTO outbox"));
    }

    @Test
    void askingForACodeIsOneStatement() {
        log.clear();
        api.post("/v1/otp", null, Map.of("country", "DEU", "phone", Api.aPhone("DEU")));
        assertThat(ofRequests())
                .singleElement()
                .asString()
                .startsWith("WITH wanted")
                .contains("INSERT INTO otp_count", "INSERT INTO otp_challenge");
    }

    @Test
    void refreshingIsOneWrite() {
        Person person = api.aResident("DEU");
        String refresh = api.login("DEU", person.phone()).text("refreshToken");
        log.clear();
        api.post("/v1/token/refresh", null, Map.of("refreshToken", refresh));
        assertThat(onTables("refresh_token")).singleElement().asString().startsWith("UPDATE");
    }

    @Test
    void theOwnCodeAsksNoDatabase() {
        Person person = api.aResident("DEU");
        log.clear();
        assertThat(api.get("/v1/me/code", person.token()).status()).isEqualTo(200);
        assertThat(onTables("resident")).isEmpty();
    }

    @Test
    void everyStatementTouchesOnePartition() {
        log.clear();
        for (String country : List.of("DEU", "USA", "TWN")) {
            Person person = api.aResident(country);
            String refresh = api.login(country, person.phone()).text("refreshToken");
            api.post("/v1/token/refresh", null, Map.of("refreshToken", refresh));
            api.post("/v1/token/refresh", null, Map.of("refreshToken", refresh));
            api.get("/v1/me", person.token());
            api.call("PATCH", "/v1/me", person.token(), "{\"birthDate\":\"1990-01-01\"}");
            api.post(
                    "/internal/residents/lookup",
                    TestTokens.service("sharing"),
                    Map.of("country", country, "nationalIds", List.of(person.nationalId())));
            Sent sent = api.code(country, Api.aPhone(country));
            api.post("/v1/residents", null, api.registration(sent, country, person.nationalId()));
            api.call("DELETE", "/v1/me", person.token(), null);
        }
        assertThat(log.count()).isGreaterThan(60);
        log.assertPruned("registration");
    }

    /** Without the local profile's outbox, which stands for somebody else's service. */
    private List<String> ofRequests() {
        return log.ofRequests().stream()
                .map(statement -> statement.sql().strip())
                .filter(sql -> !sql.contains("dev_outbox"))
                .toList();
    }

    private List<String> onTables(String... names) {
        return log.statements().stream()
                .map(statement -> statement.sql().strip())
                .filter(sql -> List.of(names).stream().anyMatch(name -> sql.matches("(?s).*\\b" + name + ".*")))
                .filter(sql -> !sql.contains("dev_outbox"))
                .toList();
    }
}
