package org.meridian.bench.security.cast;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;
import org.meridian.platform.token.Role;

/** Makes a house through the API, as its people would. */
final class HouseBuilder {

    private final Wire wire;
    private final FrontDesk desk;
    private final URI gateway;
    private final FrontDesk.Administrators administrators;
    private final Random random;
    private final House house;

    HouseBuilder(
            Wire wire,
            FrontDesk desk,
            URI gateway,
            FrontDesk.Administrators administrators,
            String country,
            int number,
            long seed) {
        this.wire = wire;
        this.desk = desk;
        this.gateway = gateway;
        this.administrators = administrators;
        this.random = new Random(seed * 31 + number * 7L + country.hashCode());
        this.house = new House(country, number);
    }

    House build() {
        for (Role role : List.of(
                Role.SITE_ADMIN,
                Role.PLACE_OWNER,
                Role.UNIT_ADMIN,
                Role.AUDITOR,
                Role.VACCINATOR,
                Role.ANALYST,
                Role.HEALTH_OFFICER,
                Role.ADMIN)) {
            Identity identity = Identity.of(house.country(), random);
            house.works(role, identity, desk.hire(administrators, identity, role.name()));
        }
        house.lives(desk.register(Identity.of(house.country(), random)));
        house.lives(desk.register(Identity.of(house.country(), random)));
        site();
        test();
        place();
        unit();
        override();
        grant();
        report();
        return house;
    }

    private void site() {
        Map<String, Object> body = company("Site");
        body.put("opensAt", "00:00");
        body.put("closesAt", "23:59");
        house.has("siteId", post("/v1/sites", Role.SITE_ADMIN, body).field("siteId"));
        decide("/v1/sites/" + house.thing("siteId"));
        for (Role role : List.of(Role.SAMPLER, Role.TESTER)) {
            Identity identity = Identity.of(house.country(), random);
            post(
                    "/v1/sites/" + house.thing("siteId") + "/staff",
                    Role.SITE_ADMIN,
                    Map.of(
                            "phone", identity.phone(),
                            "name", identity.name(),
                            "role", role.name(),
                            "expiresAt", FrontDesk.inThirtyDays()));
            house.works(role, identity, desk.token(house.country(), identity.phone()));
        }
    }

    private void test() {
        String barcode = barcode(random);
        post("/v1/sites/" + house.thing("siteId") + "/tubes", Role.SAMPLER, Map.of("barcode", barcode, "capacity", 5));
        for (Person person : house.residents()) {
            post("/v1/tubes/" + barcode + "/samples", Role.SAMPLER, Map.of("residentId", person.id()));
        }
        must(Request.of("POST", "/v1/tubes/" + barcode + "/seal"), Role.SAMPLER, 200);
        String csv = "barcode,outcome,testedAt\n" + barcode + ",POSITIVE,"
                + Clock.systemUTC().instant() + "\n";
        Reply receipt = must(Request.of("POST", "/v1/results").body("text/csv", csv), Role.TESTER, 200);
        house.has("resultedBarcode", barcode);
        house.has("receiptId", receipt.field("receiptId"));
        Reply results = must(Request.get("/v1/results?barcode=" + barcode), Role.TESTER, 200);
        house.has("resultId", results.json().path(0).path("resultId").asString(""));
        String open = barcode(random);
        post("/v1/sites/" + house.thing("siteId") + "/tubes", Role.SAMPLER, Map.of("barcode", open, "capacity", 20));
        house.has("barcode", open);
        post(
                "/v1/vaccinations",
                Role.VACCINATOR,
                Map.of(
                        "residentId",
                        house.resident().id(),
                        "product",
                        "Comirnaty",
                        "dose",
                        1,
                        "givenOn",
                        House.inDays(0)));
    }

    private void place() {
        house.has(
                "place", post("/v1/places", Role.PLACE_OWNER, company("Place")).field("place"));
        post("/v1/check-ins", Role.RESIDENT, Map.of("place", house.thing("place")));
    }

    private void unit() {
        house.has("unitId", post("/v1/units", Role.UNIT_ADMIN, company("Unit")).field("unitId"));
        decide("/v1/units/" + house.thing("unitId"));
        String roster =
                "nationalId,name,type,expiresOn\n" + house.resident().identity().number() + ","
                        + house.resident().identity().name() + ",EMPLOYEE," + House.inDays(90) + "\n";
        must(
                Request.of("PUT", "/v1/units/" + house.thing("unitId") + "/roster")
                        .body("text/csv", roster),
                Role.UNIT_ADMIN,
                200);
        Map<String, String> consent =
                Map.of("unitId", house.thing("unitId"), "purpose", "safety at work", "expiresOn", House.inDays(90));
        house.has("consentId", post("/v1/me/consents", Role.RESIDENT, consent).field("consentId"));
    }

    /** Proposed by one officer, so that the house's own can be the other. */
    private void override() {
        Identity identity = Identity.of(house.country(), random);
        String officer = desk.hire(administrators, identity, Role.HEALTH_OFFICER.name());
        Request proposal =
                Request.post("/v1/overrides", House.override(house.resident().id()));
        Reply proposed = wire.send(gateway, proposal.token(officer));
        house.has("overrideId", proposed.status() == 201 ? proposed.field("overrideId") : "none");
    }

    /** By one of the platform's administrators, so that the house's own can be the other. */
    private void grant() {
        Identity identity = Identity.of(house.country(), random);
        house.mark(identity.name());
        house.mark(identity.phone());
        house.has("staffId", desk.grant(administrators, identity, Role.HEALTH_OFFICER.name()));
    }

    private void report() {
        Reply report = post("/v1/reconciliations", Role.ADMIN, Map.of("country", house.country()));
        house.has("reconciliationId", report.field("reconciliationId"));
    }

    private void decide(String path) {
        Map<String, String> approval = Map.of("decision", "APPROVED", "reason", "inspected");
        must(Request.post(path + "/decision", approval), Role.AUDITOR, 200);
    }

    /** A company with a name that is found wherever it turns up. */
    private Map<String, Object> company(String what) {
        String name = what + " " + Identity.of(house.country(), random).name();
        house.mark(name);
        return House.company(house.country(), name);
    }

    private Reply post(String path, Role role, Map<String, ?> body) {
        return must(Request.post(path, body), role, 201);
    }

    private Reply must(Request request, Role role, int status) {
        return wire.must(gateway, request.token(house.token(role)), status);
    }

    static String barcode(Random random) {
        return "B" + Long.toString(random.nextLong(1L << 50), 36).toUpperCase(java.util.Locale.ROOT);
    }
}
