package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.platform.test.TestTokens;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Api.Person;
import org.meridian.registration.test.Service;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is told what officers decided. */
@ExtendWith(LocalClusterExtension.class)
class NoticesIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");

    private final Service service = Service.shared();
    private final Api api = service.api();
    private final JdbcClient jdbc = service.bean(JdbcClient.class);

    private static Map<String, Object> notice(Person person, String kind, Instant at) {
        Map<String, String> parameters = kind.equals("OVERRIDE_SET")
                ? Map.of("colour", "RED", "reason", "canary-reason", "endsAt", "2026-03-03T08:00:00Z")
                : Map.of("colour", "RED", "why", "ENDED");
        return new LinkedHashMap<>(Map.of(
                "residentId", person.id(),
                "noticeId", UUID.randomUUID().toString(),
                "kind", kind,
                "parameters", parameters,
                "at", at.toString()));
    }

    private String due(String country, List<Map<String, Object>> notices) {
        Map<String, Object> event = Map.of(
                "id",
                UUID.randomUUID().toString(),
                "type",
                "NoticeDue",
                "subject",
                country + "/" + UUID.randomUUID(),
                "targetCountry",
                country,
                "payload",
                JSON.writeValueAsString(notices));
        Answer answer = api.call(
                "POST", "/internal/events", TestTokens.service("checkin"), JSON.writeValueAsString(List.of(event)));
        return answer.json().at("/0/outcome").asString();
    }

    private JsonNode messages(Person person) {
        String phone = URLEncoder.encode(person.phone(), StandardCharsets.UTF_8);
        return api.get("/dev/outbox/notices?phone=" + phone, null).json();
    }

    @Test
    void point8TheSubjectOfAnOverrideIsToldOnceOnThePhoneAndReadsWhy() {
        Person kim = api.aResident("DEU");
        Map<String, Object> set = notice(kim, "OVERRIDE_SET", MORNING);
        assertThat(due("DEU", List.of(set))).isEqualTo("HANDLED");
        due("DEU", List.of(set)); // said again
        due("DEU", List.of(notice(kim, "OVERRIDE_ENDED", MORNING.plusSeconds(60))));

        JsonNode notices = api.get("/v1/me/notices", kim.token()).json();
        assertThat(notices).hasSize(2);
        assertThat(notices.at("/0/kind").asString()).isEqualTo("OVERRIDE_ENDED");
        assertThat(notices.at("/0/text").asString()).contains("no longer set to RED", "have ended it");
        assertThat(notices.at("/1/text").asString())
                .isEqualTo("Two health officers have set your health code to RED until 2026-03-03T08:00:00Z."
                        + " Their reason: canary-reason");
        assertThat(notices.at("/1/told/colour").asString()).isEqualTo("RED");
        assertThat(notices.at("/1/noticeId").asString()).startsWith("DEU-");

        assertThat(messages(kim)).hasSize(2);
        assertThat(messages(kim).toString())
                .as("whoever holds the phone learns nothing")
                .contains("there is a notice about your health code")
                .doesNotContain("RED", "canary");
        assertThat(jdbc.sql("SELECT count(*) FROM notice WHERE country_code = 'DEU'"
                                + " AND encode(told, 'escape') LIKE '%canary%'")
                        .query(Integer.class)
                        .single())
                .as("sealed with the person's own key")
                .isZero();
    }

    @Test
    void point8NoticesAreTheirResidentsOnlyAndComePageByPage() {
        Person kim = api.aResident("DEU");
        Person other = api.aResident("DEU");
        List<Map<String, Object>> many = IntStream.range(0, 130)
                .mapToObj(i -> notice(kim, "OVERRIDE_SET", MORNING.plusSeconds(i / 3)))
                .toList();
        due("DEU", many);
        List<String> seen = new ArrayList<>();
        String path = "/v1/me/notices";
        while (!path.isEmpty()) {
            Answer page = api.get(path, kim.token());
            page.json().forEach(notice -> seen.add(notice.path("noticeId").asString()));
            path = page.headers().firstValue("Link").orElse("").replaceAll("<(.*)>.*", "$1");
        }
        assertThat(seen).hasSize(130).doesNotHaveDuplicates();
        assertThat(api.get("/v1/me/notices", other.token()).json()).isEmpty();
        assertThat(api.get("/v1/me/notices?cursor=eA", kim.token()).status()).isEqualTo(400);
        assertThat(due("FRA", List.of(notice(kim, "OVERRIDE_SET", MORNING)))).isNotEqualTo("HANDLED");
    }

    @Test
    void point8NobodyWhoWasErasedIsTold() {
        Person kim = api.aResident("DEU");
        due("DEU", List.of(notice(kim, "OVERRIDE_SET", MORNING)));
        assertThat(api.call("DELETE", "/v1/me", kim.token(), null).status()).isEqualTo(204);
        assertThat(due("DEU", List.of(notice(kim, "OVERRIDE_ENDED", MORNING)))).isEqualTo("HANDLED");
        assertThat(jdbc.sql("SELECT count(*) FROM notice WHERE country_code = 'DEU' AND resident_id = :id")
                        .param(
                                "id",
                                org.meridian.platform.id.ResidentId.of(kim.id()).id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
