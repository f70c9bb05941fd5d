package org.meridian.results.tube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.results.ResultsFixture;
import tools.jackson.databind.JsonNode;

class TubeLogIT extends ResultsFixture {

    private static final String PATH = "/v1/results?barcode=LOG-1";

    @Test
    void aLaboratoryFindsWhatItReportedAndEachCorrectionWithItsReason() {
        String tester = tester("DEU");
        assertThat(json(get(PATH, tester))).isEmpty();

        ResidentId erika = TestTokens.aResident("DEU");
        SAMPLING.sealed("LOG-1", 1, sampled, List.of(erika));
        assertThat(upload(tester, "text/csv", csv("LOG-1,NEGATIVE," + tested + ",,"))
                        .statusCode())
                .isEqualTo(200);
        JsonNode first = json(get(PATH, tester)).path(0);
        assertThat(first.path("outcome").asString()).isEqualTo("NEGATIVE");
        assertThat(first.path("revision").asInt()).isZero();
        assertThat(first.hasNonNull("corrects")).isFalse();

        String id = first.path("resultId").asString();
        JsonNode corrected = json(post(
                "/v1/results/" + id + "/corrections", tester, Map.of("outcome", "POSITIVE", "reason", "wrong well")));
        JsonNode log = json(get(PATH, tester));
        assertThat(log).hasSize(2);
        assertThat(log.path(0).path("resultId")).isEqualTo(corrected.path("resultId"));
        assertThat(log.path(0).path("corrects").asString()).isEqualTo(id);
        assertThat(log.path(0).path("reason").asString()).isEqualTo("wrong well");
        assertThat(log.path(1)).isEqualTo(first);

        assertThat(json(get(PATH, tester("LIE")))).as("of another country").isEmpty();
        assertThat(get(PATH, TestTokens.resident(TestTokens.aResident("DEU"))).statusCode())
                .isEqualTo(403);
        assertThat(get("/v1/results", tester).statusCode()).isEqualTo(400);
        assertThat(reads(erika)).as("point 7: told of each look").isEqualTo(2);
    }

    @Test
    void point7EverybodyInATubeIsToldWhoLookedAndNobodyLooksWhileThatIsNotPossible() {
        String tester = tester("DEU");
        ResidentId erika = TestTokens.aResident("DEU");
        ResidentId mei = TestTokens.aResident("LIE");
        SAMPLING.sealed("LOG-2", 5, sampled, List.of(erika, mei));
        upload(tester, "text/csv", csv("LOG-2,NEGATIVE," + tested + ",,"));
        assertThat(get("/v1/results?barcode=LOG-2", tester).statusCode()).isEqualTo(200);
        assertThat(reads(erika)).isEqualTo(1);
        assertThat(reads(mei)).isEqualTo(1);
        SAMPLING.stopAnswering();
        assertThat(get("/v1/results?barcode=LOG-2", tester).statusCode()).isEqualTo(503);
        assertThat(reads(erika)).isEqualTo(1);
    }

    /** Entries for the access log that were written about this person, delivered or not. */
    private int reads(ResidentId person) {
        return jdbc.sql("SELECT count(*) FROM outbox WHERE country_code = 'DEU' AND type = 'PersonRead'"
                        + " AND payload LIKE ?")
                .param("%" + person + "%")
                .query(Integer.class)
                .single();
    }
}
