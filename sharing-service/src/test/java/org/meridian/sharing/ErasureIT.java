package org.meridian.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meridian.platform.erasure.PersonalRows;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.Copy;
import org.meridian.platform.test.PeopleTables;
import org.meridian.platform.test.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;

class ErasureIT extends RunningSharing {

    @Autowired
    List<PersonalRows> rows;

    private ResidentId kim = TestTokens.aResident("DEU");

    private AUnit aReadUnit(String number) {
        AUnit read = anApprovedUnit("DEU");
        kim = aResident("DEU", number);
        neighbours.outcomes.put(kim, "NEGATIVE");
        putCsv(read.path("/roster"), read.token(), roster(number));
        consent(kim, read);
        assertThat(members(get(read.path("/results"), read.token()))).hasSize(1);
        assertThat(Copy.of("sharing", kim).counts()).containsKeys("consent", "share_read", "roster_member");
        return read;
    }

    private void erase() {
        neighbours.registered.values().remove(kim);
        assertThat(event(kim.country(), "ResidentErased", Map.of("residentId", kim.toString()))
                        .text())
                .contains("HANDLED");
    }

    @Test
    void point5NothingOfAnErasedPersonIsLeftAndTheirUnitReadsNothingMore() {
        AUnit read = aReadUnit("D-KIM-501");
        erase();
        assertThat(Copy.of("sharing", kim).counts()).containsOnlyKeys("erased_resident");
        assertThat(consent(kim, read).status()).isEqualTo(401);
        assertThat(get("/v1/me/consents", TestTokens.resident(kim)).status()).isEqualTo(401);
        assertThat(get("/v1/me/access-log", TestTokens.resident(kim)).status()).isEqualTo(401);
        anHourPasses(read);
        assertThat(members(get(read.path("/results"), read.token()))).isEmpty();
        assertThat(Copy.of("sharing", kim).counts()).containsOnlyKeys("erased_resident");
    }

    @Test
    void point5WhatARestoreBringsBackGoesWithTheNextTelling() {
        aReadUnit("D-KIM-502");
        Copy before = Copy.of("sharing", kim);
        erase();
        before.restore();
        assertThat(Copy.of("sharing", kim).counts()).isEqualTo(before.counts());
        assertThat(call(
                                "POST",
                                "/internal/erasures/unknown",
                                TestTokens.service("registration"),
                                "{\"country\":\"DEU\",\"residentIds\":[\"" + kim + "\"]}")
                        .text())
                .isEqualTo("[\"" + kim + "\"]");
        erase();
        assertThat(Copy.of("sharing", kim).counts()).containsOnlyKeys("erased_resident");
    }

    @Test
    void point5EveryTableWithSomethingOfPeopleIsErasedOrSaysWhyNot() {
        PeopleTables.assertErased(jdbc, rows, Map.of());
    }
}
