package org.meridian.bench.security.walk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.meridian.bench.Experiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.Theatre;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.world.World;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Role;

/**
 * Somebody with every role that is bound to something of one's own walks along others' ids: the real ones, their neighbours,
 * made-up ones, barcodes counted up, cursors bent. Nothing opens, and nothing of others is in any answer.
 */
public final class WalkExperiment implements Experiment {

    private static final int IDS = 10_000;
    private static final int IDS_QUICK = 1_000;

    /** By what they name; a walk along deletions and changes, too. */
    private static final Map<String, List<String>> ROUTES = Map.of(
            "siteId", List.of("GET /v1/sites/%s", "GET /v1/sites/%s/tasks"),
            "place", List.of("GET /v1/places/%s", "GET /v1/places/%s/qr.svg"),
            "unitId", List.of("GET /v1/units/%s", "GET /v1/units/%s/results"),
            "receiptId", List.of("GET /v1/results/receipts/%s", "GET /v1/results/receipts/%s/events"),
            "resultId", List.of("POST /v1/results/%s/corrections"),
            "reconciliationId", List.of("GET /v1/reconciliations/%s"),
            "consentId", List.of("DELETE /v1/me/consents/%s"));

    private static final List<String> LISTS = List.of(
            "/v1/sites",
            "/v1/units",
            "/v1/results/receipts",
            "/v1/me/check-ins",
            "/v1/me/consents",
            "/v1/me/access-log");

    private final Theatre theatre;

    public WalkExperiment(Theatre theatre) {
        this.theatre = theatre;
    }

    @Override
    public String name() {
        return "walk";
    }

    @Override
    public void run(World world, Findings findings) {
        Cast cast = theatre.cast(world);
        House attacker = cast.house("DEU", 1);
        List<House> victims =
                cast.houses().stream().filter(house -> house != attacker).toList();
        Random random = new Random(world.seed() + 2);
        String token = token(world, attacker);

        List<Request> steps = new ArrayList<>();
        for (House victim : victims) {
            ROUTES.forEach((thing, routes) -> {
                List<String> ids = Neighbours.of(victim.thing(thing), random);
                for (int i = 0; i < ids.size(); i++) {
                    // the real id on every route, its neighbours on one of them each
                    for (String route : i == 0 ? routes : List.of(routes.get(i % routes.size()))) {
                        steps.add(request(route, ids.get(i)));
                    }
                }
            });
            for (String thing : List.of("barcode", "resultedBarcode")) {
                Neighbours.ofBarcode(victim.thing(thing), 100)
                        .forEach(barcode -> steps.add(Request.get("/v1/tubes/" + barcode)));
            }
        }
        Collections.shuffle(steps, random);
        List<Request> walked = steps.subList(0, Math.min(steps.size(), world.quick() ? IDS_QUICK : IDS));
        List<Request> cursors = cursors(victims, world.quick() ? 100 : 1_000, random);

        List<Integer> opened = all(cast, walked, victims, token, true);
        List<Integer> bent = all(cast, cursors, victims, token, false);
        findings.add(Check.atLeast("walk: ids tried", walked.size(), "", world.quick() ? IDS_QUICK : IDS));
        findings.add(Check.none("walk: ids of others that opened, or answers with something of theirs", sum(opened)));
        findings.add(Check.none("walk: bent cursors that gave something of others, or broke", sum(bent)));
        findings.add(Check.none("walk: consents of others that are gone", gone(cast, victims)));
        findings.add(Figure.count("walk: cursors tried", cursors.size()));
    }

    /** Every role that is bound to what one has oneself, except the one that may look at any tube of the country. */
    private static String token(World world, House attacker) {
        Set<Role> roles = EnumSet.of(
                Role.RESIDENT, Role.SAMPLER, Role.SITE_ADMIN, Role.PLACE_OWNER, Role.UNIT_ADMIN, Role.VACCINATOR);
        return world.tokens()
                .holding(ResidentId.of(attacker.resident().id()), SiteId.of(attacker.thing("siteId")), roles);
    }

    private static Request request(String route, String id) {
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        String[] parts = route.formatted(encoded).split(" ", 2);
        Request request = Request.of(parts[0], parts[1]);
        return parts[0].equals("POST") ? request.json(Map.of("outcome", "NEGATIVE", "reason", "a walk")) : request;
    }

    private static List<Request> cursors(List<House> victims, int count, Random random) {
        List<Request> all = new ArrayList<>();
        while (all.size() < count) {
            House victim = victims.get(random.nextInt(victims.size()));
            List<String> things = List.copyOf(victim.things().values());
            String text = things.get(random.nextInt(things.size()));
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            String cursor = switch (random.nextInt(4)) {
                case 0 -> text;
                case 1 -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
                case 2 -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                default ->
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(new java.util.UUID(0, random.nextLong())
                                    .toString()
                                    .getBytes(StandardCharsets.UTF_8));
            };
            String list = LISTS.get(random.nextInt(LISTS.size()));
            all.add(Request.get(list + "?cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
        }
        return all;
    }

    /** 1 for each that showed something, or that broke. */
    private static List<Integer> all(
            Cast cast, List<Request> requests, List<House> victims, String token, boolean mustBeShut) {
        List<String> marks = victims.stream().flatMap(v -> v.marks().stream()).toList();
        List<Callable<Integer>> work = new ArrayList<>();
        for (Request request : requests) {
            work.add(() -> {
                Reply reply = cast.wire().send(cast.gateway("DEU"), request.token(token));
                boolean open = mustBeShut && reply.is2xx();
                boolean shows = marks.stream().anyMatch(reply.everything()::contains);
                return open || shows || reply.status() >= 500 ? 1 : 0;
            });
        }
        return Wire.together(8, work);
    }

    private static long gone(Cast cast, List<House> victims) {
        return victims.stream()
                .filter(victim -> {
                    Request own = Request.get("/v1/me/consents").token(victim.token(Role.RESIDENT));
                    return !cast.wire()
                            .must(cast.gateway(victim.country()), own, 200)
                            .text()
                            .contains(victim.thing("consentId"));
                })
                .count();
    }

    private static long sum(List<Integer> numbers) {
        return numbers.stream().mapToLong(Integer::longValue).sum();
    }
}
