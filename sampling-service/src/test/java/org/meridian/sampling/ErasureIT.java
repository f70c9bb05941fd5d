package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meridian.platform.erasure.PersonalRows;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.Copy;
import org.meridian.platform.test.PeopleTables;
import org.meridian.platform.test.TestTokens;
import tools.jackson.databind.json.JsonMapper;

class ErasureIT {

    private static final Map<String, String> STAY = Map.of(
            "sample",
            "a specimen in a tube: it is tested and counted, and its resident's id leads to nobody any more",
            "tube_event",
            "which of the staff, or which service, moved the tube");

    private final Service service = Service.running();
    private final Api api = service.api();
    private final ResidentId person = TestTokens.aResident("DEU");

    @Test
    void point5ThePointersGoTheSpecimenStaysAndCountsAndNothingComesBack() {
        Desk home = Desk.approved("DEU");
        Desk abroad = Desk.approved("FRA");
        String tube = home.tube(5);
        assertThat(home.add(tube, person).status()).isEqualTo(201);
        assertThat(abroad.add(abroad.tube(5), person).status()).isEqualTo(201);
        await().until(() -> Copy.of("sampling", person).counts().containsKey("sample_abroad"));
        Copy before = Copy.of("sampling", person);

        erase();
        assertThat(Copy.of("sampling", person).counts()).containsOnlyKeys("sample", "erased_resident");
        assertThat(api.get("/v1/me/samples", TestTokens.resident(person)).status())
                .isEqualTo(401);
        assertThat(api.get("/v1/tubes/" + tube, home.sampler)
                        .body()
                        .path("filled")
                        .asInt())
                .isEqualTo(1);

        tell("SampledAbroad", Map.of("residentId", person.toString(), "country", "FRA")); // late
        assertThat(Copy.of("sampling", person).counts()).containsOnlyKeys("sample", "erased_resident");

        before.restore();
        assertThat(Copy.of("sampling", person).counts()).isEqualTo(before.counts());
        erase();
        assertThat(Copy.of("sampling", person).counts()).containsOnlyKeys("sample", "erased_resident");
    }

    @Test
    void point5ACodeThatWasShownBeforeTheErasureFillsNoTube() {
        Desk desk = Desk.approved("DEU");
        String tube = desk.tube(5);
        String code = TestTokens.code(person);
        erase();
        Api.Answer refused = api.post("/v1/tubes/" + tube + "/samples", desk.sampler, Map.of("residentCode", code));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("/residentCode");
        assertThat(desk.add(tube, person).status()).isEqualTo(400);
    }

    @Test
    void point5EveryTableWithSomethingOfPeopleIsErasedOrSaysWhyNot() {
        PeopleTables.assertErased(service.jdbc(), service.beans(PersonalRows.class), STAY);
    }

    private void erase() {
        tell("ResidentErased", Map.of("residentId", person.toString()));
    }

    private void tell(String type, Map<String, String> payload) {
        Api.Answer delivered = api.post(
                "/internal/events",
                TestTokens.service("registration"),
                List.of(Map.of(
                        "id",
                        UUID.randomUUID().toString(),
                        "type",
                        type,
                        "subject",
                        person.toString(),
                        "targetCountry",
                        "DEU",
                        "payload",
                        JsonMapper.shared().writeValueAsString(payload))));
        assertThat(delivered.text()).contains("HANDLED");
    }
}
