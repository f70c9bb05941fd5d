package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.platform.test.TestTokens;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Answer;
import org.meridian.registration.test.Api.Person;
import org.meridian.registration.test.Service;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalClusterExtension.class)
class DirectoryIT {

    private final Api api = Service.shared().api();
    private final String sharing = TestTokens.service("sharing");

    @Test
    void numbersAreLookedUpInTheirOrder() {
        Person first = api.aResident("TWN");
        Person second = api.aResident("TWN");
        String stranger = Api.aNationalId("TWN");
        Answer answer = api.post(
                "/internal/residents/lookup",
                sharing,
                Map.of(
                        "country",
                        "TWN",
                        "nationalIds",
                        List.of(second.nationalId(), "A123456788", stranger, first.nationalId())));
        assertThat(answer.status()).isEqualTo(200);
        JsonNode found = answer.json();
        assertThat(found.get(0).get("residentId").asString()).isEqualTo(second.id());
        assertThat(found.get(1).get("error").asString()).contains("check digit");
        assertThat(found.get(1).has("personKey")).isFalse();
        assertThat(found.get(2).get("personKey").asString()).hasSize(43);
        assertThat(found.get(2).has("residentId")).isFalse();
        assertThat(found.get(3).get("residentId").asString()).isEqualTo(first.id());

        Answer byKey = api.post(
                "/internal/residents/by-key",
                sharing,
                Map.of(
                        "country",
                        "TWN",
                        "personKeys",
                        List.of(
                                found.get(3).get("personKey").asString(),
                                found.get(2).get("personKey").asString(),
                                "nonsense")));
        assertThat(byKey.json()).hasSize(1);
        assertThat(byKey.json().get(0).get("residentId").asString()).isEqualTo(first.id());
    }

    @Test
    void aThousandAtOnceAreTheMost() {
        List<String> numbers = Collections.nCopies(1001, "A123456789");
        assertThat(api.post("/internal/residents/lookup", sharing, Map.of("country", "TWN", "nationalIds", numbers))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aResidentIsShownMasked() {
        Person person = api.aResident("USA");
        Answer shown = api.get("/internal/residents/" + person.id(), TestTokens.service("checkin"));
        assertThat(shown.text("name")).isEqualTo("K***");
        assertThat(shown.text("nationalId")).contains("****").hasSize(9);
        assertThat(api.get("/internal/residents/" + TestTokens.aResident("USA"), TestTokens.service("checkin"))
                        .status())
                .isEqualTo(404);
        assertThat(api.get("/internal/residents/nobody", TestTokens.service("checkin"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void divisionsAreServedAndKept() {
        Answer streets = api.get("/v1/divisions?country=CHN&parent=110105", null);
        assertThat(streets.status()).isEqualTo(200);
        assertThat(streets.json().get(0).get("code").asString()).startsWith("110105");
        assertThat(streets.headers().firstValue("Cache-Control")).hasValue("max-age=86400, public");
        String etag = streets.headers().firstValue("ETag").orElseThrow();
        assertThat(api.call("GET", "/v1/divisions?country=CHN&parent=110105", null, null, "If-None-Match", etag)
                        .status())
                .isEqualTo(304);
        assertThat(api.get("/v1/divisions?country=DEU", null).json()).hasSize(16);
        assertThat(api.get("/v1/divisions?country=CHN&parent=99", null).status())
                .isEqualTo(404);
        assertThat(api.get("/v1/divisions?country=XYZ", null).problem()).isEqualTo("unknown-country");
        assertThat(api.get("/v1/divisions", null).status()).isEqualTo(400);
    }

    @Test
    void thePublicKeysArePublished() {
        Answer keys = api.get("/.well-known/jwks.json", null);
        assertThat(keys.status()).isEqualTo(200);
        assertThat(keys.body()).contains("registration-eu").contains("\"x\"").doesNotContain("\"d\"");
    }

    @Test
    void theDescriptionNamesEveryCallAndNoInternalOne() {
        Answer description = api.get("/v3/api-docs", null);
        assertThat(description.status()).isEqualTo(200);
        assertThat(description.body())
                .contains("/v1/residents", "/v1/token/refresh", "/v1/me/code.svg", "/v1/staff", "/v1/divisions")
                .doesNotContain("/internal/", "/dev/outbox");
    }
}
