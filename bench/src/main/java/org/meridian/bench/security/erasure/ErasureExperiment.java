package org.meridian.bench.security.erasure;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.meridian.bench.Experiment;
import org.meridian.bench.measure.Until;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.Theatre;
import org.meridian.bench.security.bytes.ByteSearch;
import org.meridian.bench.security.bytes.Canary;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.FrontDesk.Proof;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.cast.Identity;
import org.meridian.bench.security.cast.Person;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.token.Role;

/**
 * In each country somebody who was tested, vaccinated, checked in, and read by an employer erases herself. Within a minute no
 * service answers her token any more, nobody finds her by phone, and no byte of what names her is in any file.
 */
public final class ErasureExperiment implements Experiment {

    private static final Duration PROMISED = Duration.ofSeconds(60);

    private final Theatre theatre;

    public ErasureExperiment(Theatre theatre) {
        this.theatre = theatre;
    }

    @Override
    public String name() {
        return "erasure";
    }

    @Override
    public void run(World world, Findings findings) {
        Cast cast = theatre.cast(world);
        Random random = new Random(world.seed() + 8);
        List<Person> gone = new ArrayList<>();
        double slowest = 0;
        long notKnownBefore = 0;
        for (String country : world.quick() ? List.of("DEU") : Cast.COUNTRIES) {
            Person person = live(cast, cast.house(country, 1), random);
            notKnownBefore += answering(cast, person).size() == Cast.OWN.size() + 1 ? 0 : 1;
            cast.wire()
                    .must(cast.gateway(country), Request.of("DELETE", "/v1/me").token(person.token()), 204);
            double seconds = Until.seconds(
                    PROMISED.multipliedBy(2),
                    Duration.ofMillis(250),
                    () -> answering(cast, person).isEmpty());
            if (Double.isNaN(seconds)) {
                answering(cast, person).forEach(who -> findings.remark("erasure: still answers: " + who));
                seconds = 2.0 * PROMISED.toSeconds();
            }
            slowest = Math.max(slowest, seconds);
            gone.add(person);
        }
        findings.add(Check.none("erasure: people who were not known everywhere before", notKnownBefore));
        findings.add(Check.atMost(
                "erasure: until every service and gateway had forgotten", slowest, "s", (double) PROMISED.toSeconds()));
        findings.add(Check.none("erasure: phones of erased people that still log in", loggedIn(cast, gone)));
        findings.add(Check.none("erasure: keys and indexes of erased people left", keysLeft(world, gone)));
        findings.add(Check.none(
                "erasure: bytes of erased people readable in databases and logs", readable(world, gone, findings)));
        findings.add(Figure.count("erasure: people erased", gone.size()));
    }

    /** Somebody about whom every service knows something. */
    private static Person live(Cast cast, House house, Random random) {
        String country = house.country();
        URI gateway = cast.gateway(country);
        Person person = cast.desk().register(Identity.of(country, random));
        String barcode = "E" + Long.toString(random.nextLong(1L << 50), 36).toUpperCase(Locale.ROOT);
        String tubes = "/v1/sites/" + house.thing("siteId") + "/tubes";
        must(
                cast,
                gateway,
                Request.post(tubes, Map.of("barcode", barcode, "capacity", 1)),
                house.token(Role.SAMPLER),
                201);
        must(
                cast,
                gateway,
                Request.post("/v1/tubes/" + barcode + "/samples", Map.of("residentId", person.id())),
                house.token(Role.SAMPLER),
                201);
        must(cast, gateway, Request.of("POST", "/v1/tubes/" + barcode + "/seal"), house.token(Role.SAMPLER), 200);
        String csv = "barcode,outcome,testedAt\n" + barcode + ",NEGATIVE,"
                + Clock.systemUTC().instant() + "\n";
        must(cast, gateway, Request.of("POST", "/v1/results").body("text/csv", csv), house.token(Role.TESTER), 200);
        must(
                cast,
                gateway,
                Request.post(
                        "/v1/vaccinations",
                        Map.of(
                                "residentId",
                                person.id(),
                                "product",
                                "Comirnaty",
                                "dose",
                                1,
                                "givenOn",
                                House.inDays(0))),
                house.token(Role.VACCINATOR),
                201);
        must(cast, gateway, Request.post("/v1/check-ins", Map.of("place", house.thing("place"))), person.token(), 201);
        must(
                cast,
                gateway,
                Request.post(
                        "/v1/me/consents",
                        Map.of("unitId", house.thing("unitId"), "purpose", "work", "expiresOn", House.inDays(30))),
                person.token(),
                201);
        return person;
    }

    private static Reply must(Cast cast, URI gateway, Request request, String token, int status) {
        return cast.wire().must(gateway, request.token(token), status);
    }

    /** Who still tells her something: the services of her region, and any gateway. */
    private static List<String> answering(Cast cast, Person person) {
        String country = person.identity().country();
        Map<String, Request> asked = new LinkedHashMap<>();
        List<String> answering = new ArrayList<>();
        Cast.OWN.forEach((service, path) -> asked.put(service, Request.get(path).token(person.token())));
        asked.forEach((service, request) -> {
            if (cast.wire().send(cast.service(country, service), request).is2xx()) {
                answering.add(service);
            }
        });
        boolean anyGateway = false;
        for (URI gateway : cast.gateways()) {
            for (Request request : asked.values()) {
                anyGateway |= cast.wire().send(gateway, request).is2xx();
            }
        }
        if (anyGateway) {
            answering.add("a gateway");
        }
        return answering;
    }

    private static long loggedIn(Cast cast, List<Person> gone) {
        return gone.stream()
                .filter(person -> {
                    Identity identity = person.identity();
                    Proof proof = cast.desk().prove(identity.country(), identity.phone());
                    Map<String, String> login = Map.of("challengeId", proof.challengeId(), "code", proof.code());
                    return cast.wire()
                            .send(cast.gateway(identity.country()), Request.post("/v1/token", login))
                            .is2xx();
                })
                .count();
    }

    private static long keysLeft(World world, List<Person> gone) {
        return gone.stream()
                .mapToLong(person -> {
                    ResidentId id = ResidentId.of(person.id());
                    var topology = world.stack().topology();
                    String region = topology.regionOf(id.country()).name();
                    return new Sql(world.stack().database(region))
                            .number(
                                    "SELECT count(*) FROM registration."
                                            + topology.partitionOf(id.country()).of("resident")
                                            + " WHERE id = ? AND coalesce(data_key, phone_index, national_id_index) IS NOT NULL",
                                    id.id());
                })
                .sum();
    }

    private static long readable(World world, List<Person> gone, Findings findings) {
        List<Canary> canaries = new ArrayList<>();
        for (Person person : gone) {
            canaries.add(new Canary("name", person.identity().name()));
            canaries.add(new Canary("phone", person.identity().phone()));
            canaries.add(new Canary("national id", person.identity().number()));
        }
        ByteSearch search = new ByteSearch(canaries);
        List<String> hits = new ArrayList<>(search.below(world.stack().run().resolve("log")));
        for (String region : Stack.ALL_REGIONS) {
            new Sql(world.stack().database(region)).run("CHECKPOINT");
            hits.addAll(search.below(world.stack().databaseFiles(region)));
        }
        hits.stream().distinct().limit(10).forEach(hit -> findings.remark("erasure: " + hit));
        return hits.size();
    }
}
