package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;

/** Lists of sites, also while a region is down. */
class AuditorsListIT {

    private static final String MISSING = "Meridian-Missing-Regions";

    private final Service service = Service.running();
    private final Api api = service.api();

    @BeforeEach
    void clear() {
        service.log().clear();
    }

    @Test
    void theSitesOfThreeRegionsComeInOneStatement() {
        List<String> sites = sitesOfThreeRegions();
        service.log().clear();
        Api.Answer answer = api.get("/v1/sites?status=PENDING", Desk.anAuditor());
        assertThat(ids(answer)).containsAll(sites);
        assertThat(answer.headers().firstValue(MISSING)).isEmpty();
        assertThat(service.log().ofRequests())
                .singleElement()
                .satisfies(s -> assertThat(s.crossRegion()).isTrue());
    }

    @Test
    void theStatusAndTheCountryNarrowTheList() {
        List<String> sites = sitesOfThreeRegions();
        assertThat(ids(api.get("/v1/sites?status=APPROVED", Desk.anAuditor()))).doesNotContainAnyElementsOf(sites);
        assertThat(ids(api.get("/v1/sites?country=TWN", Desk.anAuditor())))
                .contains(sites.getLast())
                .allMatch(id -> id.startsWith("TWN-"));
        service.log().assertPruned("sampling");
    }

    @Test
    void administratorsSeeTheirOwnSitesOnly() {
        Desk desk = Desk.pending("DEU");
        Desk.pending("DEU");
        service.log().clear();
        assertThat(ids(api.get("/v1/sites", desk.admin))).containsExactly(desk.site.toString());
        assertThat(ids(api.get("/v1/sites?status=APPROVED", desk.admin))).isEmpty();
        service.log().assertPruned("sampling");
    }

    @Test
    void aLongListComesInPagesWithoutGapsOrRepetitions() {
        String admin = TestTokens.staff(TestTokens.aStaffAccount("FRA"), Role.SITE_ADMIN);
        List<String> registered = new ArrayList<>();
        for (int i = 0; i < 205; i++) {
            registered.addFirst(api.post("/v1/sites", admin, Desk.aSite("FRA")).text("siteId"));
        }
        List<String> listed = new ArrayList<>();
        String path = "/v1/sites";
        for (int page = 0; page < 3; page++) {
            Api.Answer answer = api.get(path, admin);
            listed.addAll(ids(answer));
            path = answer.headers().firstValue("Link").orElse("").replaceAll("<(.*)>.*", "$1");
        }
        assertThat(path).isEmpty();
        assertThat(listed).isEqualTo(registered);
    }

    @Test
    void aDeadRegionIsNamedAndTheOthersAreThere() {
        List<String> sites = sitesOfThreeRegions();
        Desk taiwan = Desk.approved("TWN");
        Desk germany = Desk.approved("DEU");
        String tube = germany.tube(5);
        var traveller = TestTokens.aResident("DEU");
        assertThat(taiwan.add(taiwan.tube(5), traveller).status()).isEqualTo(201);
        tellHome(traveller, "TWN");
        assertThat(api.get("/v1/me/samples", TestTokens.resident(traveller)).body())
                .hasSize(1);
        TestCluster.shared().cluster().kill("ap");
        try {
            long start = System.nanoTime();
            Api.Answer answer = api.get("/v1/sites?status=PENDING", Desk.anAuditor());
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.headers().firstValue(MISSING)).hasValue("ap");
            assertThat(ids(answer)).containsAll(sites.subList(0, 2)).doesNotContain(sites.getLast());
            Api.Answer refused = taiwan.open(Desk.aBarcode(), 5);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("region-unavailable");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(germany.add(tube, traveller).status()).isEqualTo(201);
            Api.Answer mine = api.get("/v1/me/samples", TestTokens.resident(traveller));
            assertThat(mine.body()).hasSize(1);
            assertThat(mine.headers().firstValue(MISSING)).hasValue("ap");
        } finally {
            TestCluster.shared().cluster().restart("ap");
        }
        await().untilAsserted(() -> {
            Api.Answer answer = api.get("/v1/sites?status=PENDING", Desk.anAuditor());
            assertThat(ids(answer)).containsAll(sites);
            assertThat(answer.headers().firstValue(MISSING)).isEmpty();
            assertThat(taiwan.open(Desk.aBarcode(), 5).status()).isEqualTo(201);
        });
    }

    /** What the instance of region ap, which does not run here, would deliver. */
    private void tellHome(ResidentId traveller, String visited) {
        var event = Map.of(
                "id", UUID.randomUUID().toString(),
                "type", "SampledAbroad",
                "subject", traveller.toString(),
                "targetCountry", traveller.countryCode(),
                "payload", "{\"residentId\":\"" + traveller + "\",\"country\":\"" + visited + "\"}");
        assertThat(api.post("/internal/events", TestTokens.service("sampling"), List.of(event))
                        .text())
                .contains("HANDLED");
    }

    private static List<String> sitesOfThreeRegions() {
        return List.of("USA", "DEU", "TWN").stream()
                .map(country -> Desk.pending(country).site.toString())
                .toList();
    }

    private static List<String> ids(Api.Answer answer) {
        return answer.body()
                .valueStream()
                .map(site -> site.path("siteId").asString())
                .toList();
    }
}
