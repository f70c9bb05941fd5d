package org.meridian.results.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.results.ResultsFixture;

/** Point 8: whom a site's administrator alone has made a tester, before or against an auditor's word, turns no colour. */
class UnapprovedLaboratoryIT extends ResultsFixture {

    private final StaffId account = TestTokens.aStaffAccount("DEU");
    private final SiteId site = new SiteId(account.id(), "DEU");
    private final String tester = TestTokens.atSite(account, site, Role.TESTER);

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "REJECTED", "SUSPENDED"})
    void point8NeitherReportsNorSeesWhatOthersReported(String status) {
        String barcode = "UNAPPROVED-" + status;
        SAMPLING.sealed(barcode, 1, sampled, residents("DEU", 1));
        SAMPLING.standing(site, status);
        String file = csv(barcode + ",POSITIVE," + tested + ",,");
        refused(upload(tester, "text/csv", file));
        refused(upload(tester, "text/csv", file, "Prefer", "respond-async"));
        assertThat(count("tube_result", barcode)).isZero();
        uploadCsv(barcode + ",NEGATIVE," + tested + ",,");
        refused(get("/v1/results?barcode=" + barcode, tester));

        SAMPLING.standing(site, "APPROVED");
        assertThat(get("/v1/results?barcode=" + barcode, tester).statusCode()).isEqualTo(200);
    }

    @Test
    void point8NorCorrectsWhatItReportedBefore() {
        SAMPLING.sealed("UNAPPROVED-BEFORE", 1, sampled, residents("DEU", 1));
        String unbound = TestTokens.staff(account, Role.TESTER); // a laboratory of the same name, not asked about
        assertThat(upload(unbound, "text/csv", csv("UNAPPROVED-BEFORE,NEGATIVE," + tested + ",,"))
                        .statusCode())
                .isEqualTo(200);
        SAMPLING.standing(site, "SUSPENDED");
        refused(correct(tester, newestResult("UNAPPROVED-BEFORE"), "POSITIVE"));
        assertThat(count("tube_result", "UNAPPROVED-BEFORE")).isOne();
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(json(answer).get("type").asString()).endsWith("/site-not-approved");
    }
}
