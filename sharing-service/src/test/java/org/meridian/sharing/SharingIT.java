package org.meridian.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.platform.id.ResidentId;

class SharingIT extends RunningSharing {

    @Test
    void anEmployerReadsThoseWhoConsentAcrossCountriesAndEachSeesWhoRead() {
        AUnit unit = anApprovedUnit("DEU");
        ResidentId kim = aResident("DEU", "D-KIM-001");
        ResidentId lin = aResident("TWN", "T-LIN-002");
        ResidentId silent = aResident("DEU", "D-SILENT3");
        List.of(kim, lin, silent).forEach(resident -> neighbours.outcomes.put(resident, "NEGATIVE"));
        String csv = "nationalId,name,type,expiresOn,country,reference\n"
                + "D-KIM-001,Kim,STAFF," + inAMonth() + ",,\n"
                + "T-LIN-002,Lin,STAFF," + inAMonth() + ",TWN,=17\n"
                + "D-SILENT3,Sil,STAFF," + inAMonth() + ",,\n"
                + "D-LATER04,Lat,STAFF," + inAMonth() + ",,later\n";
        Answer receipt = putCsv(unit.path("/roster"), unit.token(), csv);
        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.json().path("accepted").asInt()).isEqualTo(4);

        ResidentId later = aResident("DEU", "D-LATER04"); // registers only after the upload
        neighbours.outcomes.put(later, "POSITIVE");
        List.of(kim, lin, later)
                .forEach(
                        resident -> assertThat(consent(resident, unit).status()).isEqualTo(201));

        log.clear();
        Answer answer = get(unit.path("/results"), unit.token());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(members(answer)).containsExactlyInAnyOrder("******001", "=17", "later");
        assertThat(answer.json().get(0).propertyNames())
                .containsExactlyInAnyOrder("member", "type", "outcome", "status", "sampledOn");
        assertThat(answer.text()).contains("2026-01-31").doesNotContain("D-KIM", "Kim", kim.toString());
        log.assertPruned("sharing");

        String unitIs = "unit_id = " + uuid(unit.id());
        assertThat(count("share_read", "DEU", unitIs)).isEqualTo(2);
        assertThat(count("share_read", "TWN", unitIs)).isEqualTo(1);
        assertThat(count("roster_member", "DEU", unitIs + " AND resident_id IS NOT NULL"))
                .isEqualTo(4);
    }
}
