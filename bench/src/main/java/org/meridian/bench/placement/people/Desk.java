package org.meridian.bench.placement.people;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.cast.Person;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.platform.token.Role;

/** What a house's desks, scanners and laboratory do beside single calls: batches, files in every format, visitors. */
final class Desk {

    private final Cast cast;
    private final House house;
    private final URI door;
    private final Random random;

    Desk(Cast cast, House house, URI door, long seed) {
        this.cast = cast;
        this.house = house;
        this.door = door;
        this.random = new Random(seed * 7 + house.country().hashCode());
    }

    /** For the house's own people, of whom the second is tested offline, alone, and let in by a scanner. */
    void work() {
        Person person = house.residents().getLast();
        String barcode = barcode();
        offline(person, barcode);
        result(Request.of("POST", "/v1/results").body("application/json", "[" + row(barcode, "POSITIVE") + "]"));
        scanned(person);
        String unit = "/v1/units/" + house.thing("unitId") + "/results";
        must(Request.get(unit).header("Accept", "text/csv"), Role.UNIT_ADMIN, 200);
        must(Request.get("/v1/me/code.svg"), Role.RESIDENT, 200);
    }

    /** Everything that somebody from elsewhere can be given here. */
    void serve(Person visitor) {
        cast.wire()
                .must(
                        door,
                        Request.post("/v1/check-ins", Map.of("place", house.thing("place")))
                                .token(visitor.token()),
                        201);
        scanned(visitor);
        String barcode = barcode();
        String tubes = "/v1/sites/" + house.thing("siteId") + "/tubes";
        must(Request.post(tubes, Map.of("barcode", barcode, "capacity", 1)), Role.SAMPLER, 201);
        must(
                Request.post("/v1/tubes/" + barcode + "/samples", Map.of("residentCode", code(visitor))),
                Role.SAMPLER,
                201);
        must(Request.of("POST", "/v1/tubes/" + barcode + "/seal"), Role.SAMPLER, 200);
        result(Request.of("POST", "/v1/results").body("application/x-ndjson", row(barcode, "NEGATIVE") + "\n"));
        offline(visitor, barcode());
        Map<String, Object> dose =
                Map.of("residentId", visitor.id(), "product", "Comirnaty", "dose", 1, "givenOn", House.inDays(0));
        must(Request.post("/v1/vaccinations", dose), Role.VACCINATOR, 201);
        Map<String, String> consent =
                Map.of("unitId", house.thing("unitId"), "purpose", "a job abroad", "expiresOn", House.inDays(60));
        cast.wire().must(door, Request.post("/v1/me/consents", consent).token(visitor.token()), 201);
        String roster =
                "nationalId,type,expiresOn,country\n" + visitor.identity().number() + ",EMPLOYEE," + House.inDays(30)
                        + "," + visitor.identity().country() + "\n";
        must(
                Request.of("PUT", "/v1/units/" + house.thing("unitId") + "/roster")
                        .body("text/csv", roster),
                Role.UNIT_ADMIN,
                200);
        for (String own : List.of("samples", "check-ins", "results", "vaccinations", "health-code", "access-log")) {
            cast.wire().must(door, Request.get("/v1/me/" + own).token(visitor.token()), 200);
        }
    }

    private void offline(Person person, String barcode) {
        Instant then = Clock.systemUTC().instant().minusSeconds(600);
        List<Map<String, Object>> batch = List.of(
                Map.of(
                        "clientId",
                        "C-" + barcode,
                        "barcode",
                        barcode,
                        "residentCode",
                        code(person),
                        "sampledAt",
                        then.toString(),
                        "sequence",
                        1,
                        "capacity",
                        1),
                Map.of("barcode", barcode, "sealedAt", then.plusSeconds(60).toString(), "samples", 1, "sequence", 2));
        must(Request.post("/v1/sites/" + house.thing("siteId") + "/samples/batch", batch), Role.SAMPLER, 200);
    }

    private void scanned(Person person) {
        List<Map<String, Object>> scans = List.of(Map.of(
                "clientId",
                "S-" + barcode(),
                "residentCode",
                code(person),
                "checkedInAt",
                Clock.systemUTC().instant().minusSeconds(60).toString(),
                "sequence",
                1));
        must(Request.post("/v1/places/" + house.thing("place") + "/check-ins/batch", scans), Role.PLACE_OWNER, 200);
    }

    private String code(Person person) {
        return cast.wire()
                .must(door, Request.get("/v1/me/code").token(person.token()), 200)
                .field("code");
    }

    private void result(Request upload) {
        must(upload, Role.TESTER, 200);
    }

    private static String row(String barcode, String outcome) {
        return "{\"barcode\":\"%s\",\"outcome\":\"%s\",\"testedAt\":\"%s\"}"
                .formatted(barcode, outcome, Clock.systemUTC().instant());
    }

    private String barcode() {
        return "P" + Long.toString(random.nextLong(1L << 50), 36).toUpperCase(Locale.ROOT);
    }

    private Reply must(Request request, Role role, int status) {
        return cast.wire().must(door, request.token(house.token(role)), status);
    }
}
