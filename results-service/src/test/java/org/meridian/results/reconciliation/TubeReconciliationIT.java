package org.meridian.results.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import tools.jackson.databind.JsonNode;

class TubeReconciliationIT extends ReconciliationFixture {

    private static final Country EST = Country.of("EST");

    private long tellings(String barcode) {
        return SAMPLING.stub().calls().stream()
                .filter(call ->
                        call.path().equals("/internal/events") && call.body().contains(barcode))
                .count();
    }

    @Test
    void point5ATubeWhoseResultSamplingHasNotHeardOfIsToldAgainOneThatEndedIsNot() {
        List<String> barcodes = List.of("RECON-LOST", "RECON-DONE", "RECON-VOID");
        barcodes.forEach(barcode -> SAMPLING.sealedIn("EST", barcode, 1, sampled, residents("EST", 1)));
        assertThat(upload(
                                tester("EST"),
                                "text/csv",
                                csv(
                                        "RECON-LOST,NEGATIVE," + tested + ",,",
                                        "RECON-DONE,POSITIVE," + tested + ",,",
                                        "RECON-VOID,NEGATIVE," + tested + ",,"))
                        .statusCode())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> barcodes.forEach(
                        barcode -> assertThat(tellings(barcode)).isEqualTo(1)));
        delivered("EST");
        SAMPLING.tube(EST, "RECON-DONE", "RESULTED", 1, sampled, residents("EST", 1));
        SAMPLING.tube(EST, "RECON-VOID", "VOID", 1, sampled, residents("EST", 1));

        JsonNode report = reconcile("EST");

        assertThat(report.get("tubes").asLong()).isEqualTo(1);
        assertThat(figures(report).subList(1, 5)).containsExactly(0L, 0L, 0L, 1L);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(tellings("RECON-LOST")).isEqualTo(2));
        assertThat(tellings("RECON-DONE") + tellings("RECON-VOID")).isEqualTo(2);
        SAMPLING.tube(EST, "RECON-LOST", "RESULTED", 1, sampled, residents("EST", 1));
        assertThat(reconcile("EST").get("tubes").asLong()).isZero();
    }
}
