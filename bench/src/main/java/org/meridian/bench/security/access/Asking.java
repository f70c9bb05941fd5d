package org.meridian.bench.security.access;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.meridian.bench.security.cast.FrontDesk;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.cast.Identity;
import org.meridian.bench.security.wire.Request;
import org.meridian.platform.access.Operation;
import org.meridian.platform.access.Verb;

/** The request of an operation, right in every respect but perhaps in who makes it. */
public final class Asking {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** Operations whose body or query names a thing of somebody's. */
    private static final Set<String> NAMED_BESIDE_THE_PATH = Set.of(
            "GET /v1/results",
            "GET /v1/audit/events",
            "GET /v1/audit/checkpoints",
            "POST /v1/sites",
            "POST /v1/places",
            "POST /v1/units",
            "POST /v1/staff",
            "POST /v1/reconciliations",
            "POST /v1/vaccinations",
            "POST /v1/check-ins",
            "POST /v1/me/consents",
            "POST /v1/overrides");

    private final Random random;

    public Asking(long seed) {
        this.random = new Random(seed);
    }

    /** Whether a thing of somebody's is meant at all. */
    static boolean namesSomething(Operation operation) {
        return operation.pattern().contains("{") || NAMED_BESIDE_THE_PATH.contains(operation.toString());
    }

    /** None for an operation that nobody has described here yet. */
    public synchronized Optional<Request> of(Operation operation, House object) {
        Request request = Request.of(operation.verb().name(), target(operation, object));
        Optional<Object> body = body(operation.toString(), object);
        if (body.isPresent()) {
            return Optional.of(
                    body.get() instanceof String csv ? request.body("text/csv", csv) : request.json(body.get()));
        }
        return operation.verb() == Verb.GET
                        || operation.verb() == Verb.DELETE
                        || WITHOUT_BODY.contains(operation.toString())
                ? Optional.of(request)
                : Optional.empty();
    }

    private static final Set<String> WITHOUT_BODY = Set.of(
            "POST /v1/tubes/{barcode}/seal", "POST /v1/tubes/{barcode}/receive", "POST /v1/overrides/{overrideId}/end");

    private static String target(Operation operation, House object) {
        String path = VARIABLE.matcher(operation.pattern())
                .replaceAll(found -> object.things().getOrDefault(found.group(1), "none"));
        return path
                + switch (operation.toString()) {
                    case "GET /v1/divisions", "GET /v1/audit/events", "GET /v1/audit/checkpoints" ->
                        "?country=" + object.country();
                    case "GET /v1/results" -> "?barcode=" + object.thing("resultedBarcode");
                    case "GET /v1/statistics/results" -> "?from=2026-01-01&to=2026-01-31&by=country";
                    case "GET /dev/outbox" -> "?phone=%2B4915100000000";
                    case "GET /internal/visits/{residentId}" ->
                        "?country=" + object.country()
                                + "&before=2030-01-01T00:00:00Z&beforeId=00000000-0000-0000-0000-000000000000";
                    default -> "";
                };
    }

    private Optional<Object> body(String operation, House object) {
        String country = object.country();
        return Optional.ofNullable(
                switch (operation) {
                    case "POST /v1/otp" ->
                        Map.of("country", country, "phone", someone(country).phone());
                    case "POST /v1/residents" -> registration(country);
                    case "POST /v1/token" -> Map.of("challengeId", object.thing("siteId"), "code", "000000");
                    case "POST /v1/token/refresh", "POST /v1/token/revoke" -> Map.of("refreshToken", country + ".none");
                    case "PATCH /v1/me" -> Map.of();
                    case "POST /v1/device-credentials" -> Map.of("device", "DESK-1");
                    case "POST /v1/staff" ->
                        Map.of(
                                "phone",
                                someone(country).phone(),
                                "name",
                                "Bench Worker",
                                "role",
                                "VACCINATOR",
                                "country",
                                country,
                                "expiresAt",
                                FrontDesk.inThirtyDays());
                    case "POST /v1/sites" -> opening(House.company(country, "Bench site"));
                    case "POST /v1/places" -> House.company(country, "Bench place");
                    case "POST /v1/units" -> House.company(country, "Bench unit");
                    case "POST /v1/sites/{siteId}/decision",
                            "POST /v1/units/{unitId}/decision",
                            "POST /v1/staff/{staffId}/decision" ->
                        Map.of("decision", "APPROVED", "reason", "inspected");
                    case "POST /v1/sites/{siteId}/staff" ->
                        Map.of(
                                "phone",
                                someone(country).phone(),
                                "name",
                                "Bench Worker",
                                "role",
                                "SAMPLER",
                                "expiresAt",
                                FrontDesk.inThirtyDays());
                    case "POST /v1/sites/{siteId}/tubes" -> Map.of("barcode", barcode(), "capacity", 1);
                    case "POST /v1/sites/{siteId}/samples/batch", "POST /v1/places/{place}/check-ins/batch" ->
                        List.of();
                    case "POST /v1/tubes/{barcode}/samples" -> Map.of("residentId", object.thing("residentId"));
                    case "POST /v1/tubes/{barcode}/void" -> Map.of("reason", "broken");
                    case "POST /v1/results" ->
                        "barcode,outcome,testedAt\n" + barcode() + ",NEGATIVE,"
                                + Clock.systemUTC().instant() + "\n";
                    case "POST /v1/results/{resultId}/corrections" ->
                        Map.of("outcome", "NEGATIVE", "reason", "read from the wrong well");
                    case "POST /v1/vaccinations" ->
                        Map.of(
                                "residentId",
                                object.thing("residentId"),
                                "product",
                                "Comirnaty",
                                "dose",
                                1,
                                "givenOn",
                                House.inDays(0));
                    case "POST /v1/check-ins" -> Map.of("place", object.thing("place"));
                    case "POST /v1/reconciliations" -> Map.of("country", country);
                    case "PUT /v1/units/{unitId}/roster" ->
                        "nationalId,type,expiresOn\n"
                                + object.resident().identity().number() + ",EMPLOYEE," + House.inDays(30) + "\n";
                    case "POST /v1/me/consents" ->
                        Map.of("unitId", object.thing("unitId"), "purpose", "work", "expiresOn", House.inDays(30));
                    case "POST /v1/overrides" -> House.override(object.thing("residentId"));
                    case "POST /v1/overrides/{overrideId}/decision" -> Map.of("decision", "APPROVED", "reason", "seen");
                    case "POST /v1/overrides/{overrideId}/end" -> Map.of("reason", "no longer needed");
                    default -> operation.startsWith("POST /internal/") ? List.of() : null;
                });
    }

    private static Map<String, Object> opening(Map<String, Object> company) {
        Map<String, Object> site = new HashMap<>(company);
        site.put("opensAt", "00:00");
        site.put("closesAt", "23:59");
        return site;
    }

    private Map<String, Object> registration(String country) {
        Identity identity = someone(country);
        return Map.of(
                "challengeId",
                country + "-00000000000000000000000000",
                "code",
                "000000",
                "country",
                country,
                "nationalId",
                Map.of("scheme", identity.scheme(), "number", identity.number()),
                "name",
                identity.name());
    }

    private Identity someone(String country) {
        return Identity.of(country, random);
    }

    private String barcode() {
        return "A" + Long.toString(random.nextLong(1L << 50), 36).toUpperCase(java.util.Locale.ROOT);
    }
}
