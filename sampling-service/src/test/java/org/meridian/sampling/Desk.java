package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;

/** A site of a country, its administrator, its sampler and a tester; what they do reads like what it is. */
final class Desk {

    private static final AtomicInteger NEXT = new AtomicInteger(1000);

    final String country;
    final StaffId adminId;
    final String admin;
    final SiteId site;
    final String sampler;
    final String tester;
    private final Api api = Service.running().api();

    private Desk(String country) {
        this.country = country;
        adminId = TestTokens.aStaffAccount(country);
        admin = TestTokens.staff(adminId, Role.SITE_ADMIN);
        site = SiteId.of(api.post("/v1/sites", admin, aSite(country)).text("siteId"));
        sampler = TestTokens.atSite(TestTokens.aStaffAccount(country), site, Role.SAMPLER);
        tester = TestTokens.atSite(TestTokens.aStaffAccount(country), site, Role.TESTER);
    }

    static Desk pending(String country) {
        return new Desk(country);
    }

    static Desk approved(String country) {
        Desk desk = new Desk(country);
        assertThat(desk.decide("APPROVED").status()).isEqualTo(200);
        return desk;
    }

    /** One of which auditors have come to think this. */
    static Desk standing(String country, String status) {
        Desk desk = new Desk(country);
        if (status.equals("SUSPENDED")) {
            desk.decide("APPROVED");
        }
        if (!status.equals("PENDING")) {
            assertThat(desk.decide(status).status()).isEqualTo(200);
        }
        return desk;
    }

    static Map<String, Object> aSite(String country) {
        Map<String, Object> site = new LinkedHashMap<>();
        site.put("country", country);
        site.put("name", "Messe");
        site.put("corpName", "Messe GmbH");
        site.put("corpNo", "HRB 1");
        site.put("division", "DE-BE");
        site.put("latitude", 52.5);
        site.put("longitude", 13.4);
        site.put("opensAt", "08:00");
        site.put("closesAt", "20:00");
        return site;
    }

    static String anAuditor() {
        return TestTokens.staff(TestTokens.aStaffAccount("USA"), Role.AUDITOR);
    }

    static String aBarcode() {
        return "TUBE-" + NEXT.incrementAndGet();
    }

    Api.Answer decide(String decision) {
        return api.post(
                "/v1/sites/" + site + "/decision", anAuditor(), Map.of("decision", decision, "reason", "inspected"));
    }

    Api.Answer open(String barcode, int capacity) {
        return api.post("/v1/sites/" + site + "/tubes", sampler, Map.of("barcode", barcode, "capacity", capacity));
    }

    /** A new tube of this capacity. */
    String tube(int capacity) {
        String barcode = aBarcode();
        assertThat(open(barcode, capacity).status()).isEqualTo(201);
        return barcode;
    }

    Api.Answer add(String barcode, ResidentId resident) {
        return api.post("/v1/tubes/" + barcode + "/samples", sampler, Map.of("residentId", resident.toString()));
    }

    Api.Answer seal(String barcode) {
        return api.send("POST", "/v1/tubes/" + barcode + "/seal", sampler, "", Map.of());
    }

    Api.Answer receive(String barcode) {
        return api.send("POST", "/v1/tubes/" + barcode + "/receive", tester, "", Map.of());
    }

    Api.Answer voidTube(String barcode, String reason) {
        return api.post("/v1/tubes/" + barcode + "/void", sampler, Map.of("reason", reason));
    }

    Api.Answer show(String barcode) {
        return api.get("/v1/tubes/" + barcode, sampler);
    }

    /** The states that the tube went through, by its history. */
    List<String> states(String barcode) {
        return show(barcode)
                .body()
                .path("history")
                .valueStream()
                .map(event -> event.path("state").asString())
                .toList();
    }

    Api.Answer batch(Object items) {
        return api.post("/v1/sites/" + site + "/samples/batch", sampler, items);
    }
}
