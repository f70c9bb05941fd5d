package org.meridian.bench.security.canaries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.meridian.bench.BenchException;
import org.meridian.bench.Experiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.Theatre;
import org.meridian.bench.security.api.ApiCall;
import org.meridian.bench.security.api.ApiDocument;
import org.meridian.bench.security.bytes.ByteSearch;
import org.meridian.bench.security.bytes.Canary;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.cast.Identity;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.world.World;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Role;

/**
 * People's data goes through every call in every wrong way, through gateways and straight to the services, by a caller who
 * holds every role. Then it is looked for in all logs, metrics, traces, file names and in what others were answered.
 */
public final class CanariesExperiment implements Experiment {

    private static final String COUNTRY = "DEU";

    private final Theatre theatre;

    public CanariesExperiment(Theatre theatre) {
        this.theatre = theatre;
    }

    @Override
    public String name() {
        return "canaries";
    }

    @Override
    public void run(World world, Findings findings) {
        Cast cast = theatre.cast(world);
        Random random = new Random(world.seed() + 6);
        Bird registered = new Bird(Identity.of(COUNTRY, random));
        cast.desk().register(registered.identity());
        Bird unknown = new Bird(Identity.of(COUNTRY, random));
        ByteSearch search = search(cast, registered, unknown);
        ByteSearch flown = new ByteSearch(both(registered, unknown));

        Flight flight = new Flight(world, cast, flown);
        flight.through(registered);
        if (!world.quick()) {
            flight.through(unknown);
        }
        Places places = new Places(world, search);
        findings.add(Check.none("canaries: found in logs and in file names", places.logs(findings)));
        findings.add(Check.none("canaries: found in metrics", places.metrics(cast, findings)));
        findings.add(Check.none("canaries: found in what others were answered", flight.seenByOthers()));
        findings.add(Check.none("canaries: found in ids of requests and traces", flight.inTraces()));
        findings.add(Check.none("canaries: calls whose problems repeat a value that was sent", flight.repeated.size()));
        findings.add(Check.none("canaries: calls that ended in an internal error", flight.broken.size()));
        findings.add(Check.equal("canaries: planted ones that the search found", places.planted(registered), "", 2));
        findings.add(Check.none("canaries: readable in the database's files", places.database(findings)));
        TrailWords.search(world.stack(), search, findings);
        findings.add(Figure.count("canaries: wrong requests", flight.sent.get()));
        findings.add(Figure.count("canaries: calls of the description", flight.calls));
        flight.repeated.forEach(call -> findings.remark("canaries: a problem of " + call + " repeats what was sent"));
        flight.broken.forEach(call -> findings.remark("canaries: 5xx from " + call));
    }

    /** Everybody's of the cast, who have done everything rightly, and the two who do it wrongly. */
    private static ByteSearch search(Cast cast, Bird registered, Bird unknown) {
        List<Canary> all = new ArrayList<>(both(registered, unknown));
        for (House house : cast.houses()) {
            house.residents().forEach(person -> all.addAll(Bird.canaries(person.identity())));
            for (Role role : Set.of(Role.SAMPLER, Role.TESTER, Role.AUDITOR, Role.UNIT_ADMIN)) {
                Identity worker = house.worker(role);
                all.add(new Canary("a worker's name", worker.name()));
                all.add(new Canary("a worker's phone", worker.phone()));
            }
        }
        all.add(new Canary("birth date", registered.identity().birthDate()));
        return new ByteSearch(all);
    }

    private static List<Canary> both(Bird registered, Bird unknown) {
        List<Canary> all = new ArrayList<>(registered.canaries());
        all.addAll(unknown.canaries());
        return all;
    }

    /** Sends it all. */
    private static final class Flight {

        private final World world;
        private final Cast cast;
        private final ByteSearch search;
        private final String token;
        private final String bystander;
        private final AtomicLong sent = new AtomicLong();
        private final AtomicLong others = new AtomicLong();
        private final AtomicLong traces = new AtomicLong();
        private final Set<String> repeated = new ConcurrentSkipListSet<>();
        private final Set<String> broken = new ConcurrentSkipListSet<>();
        private int calls;

        Flight(World world, Cast cast, ByteSearch search) {
            this.world = world;
            this.cast = cast;
            this.search = search;
            House house = cast.house(COUNTRY, 1);
            this.token =
                    world.tokens().everyRole(ResidentId.of(house.resident().id()), SiteId.of(house.thing("siteId")));
            this.bystander = cast.house(COUNTRY, 2).token(Role.RESIDENT);
        }

        void through(Bird bird) {
            URI gateway = cast.gateway(COUNTRY);
            ApiDocument document = ApiDocument.ofGateway(cast.wire(), gateway);
            calls = document.calls().size();
            send(gateway, document, bird);
            if (!world.quick()) {
                for (String service : org.meridian.db.cluster.LocalCluster.SERVICES) {
                    URI itself = cast.service(COUNTRY, service);
                    send(itself, ApiDocument.ofService(cast.wire(), itself), bird);
                }
            }
        }

        private void send(URI to, ApiDocument document, Bird bird) {
            List<Callable<Object>> all = new ArrayList<>();
            for (ApiCall call : document.calls()) {
                if (call.toString().equals("DELETE /v1/me")) {
                    continue; // the one who asks would be gone
                }
                List<Mutations.Wrong> wrong = new Mutations(document, bird).of(call);
                int step = world.quick() ? 4 : 1; // each fourth, another one with each call
                for (int i = call.hashCode() & (step - 1); i < wrong.size(); i += step) {
                    Mutations.Wrong one = wrong.get(i);
                    all.add(() -> attempt(to, call, one));
                }
            }
            Wire.together(8, all);
        }

        private Object attempt(URI to, ApiCall call, Mutations.Wrong wrong) {
            Request request = wrong.request();
            boolean ownToken =
                    request.headers().stream().noneMatch(h -> h.getKey().equals("Authorization"));
            Reply reply = cast.wire().send(to, ownToken ? request.token(token) : request);
            if (reply.status() >= 500 && reply.status() != 503) {
                broken.add(call + ": " + reply.status());
            }
            if (!reply.is2xx()
                    && !wrong.mayBeNamed()
                    && !search.in(reply.text()).isEmpty()) {
                repeated.add(call.toString());
            }
            String ids = reply.header("traceparent") + reply.header("x-request-id") + reply.field("traceId");
            traces.addAndGet(search.in(ids).size());
            if (sent.incrementAndGet() % 10 == 0) {
                Reply other = cast.wire()
                        .send(to, Request.post("/v1/check-ins", List.of(1)).token(bystander));
                others.addAndGet(search.in(other.everything()).size());
            }
            return reply.status();
        }

        long seenByOthers() {
            return others.get();
        }

        long inTraces() {
            return traces.get();
        }
    }

    /** Where it must not be. */
    private record Places(World world, ByteSearch search) {

        long logs(Findings findings) {
            Path run = world.stack().run();
            List<String> hits = new ArrayList<>(search.below(run.resolve("log")));
            world.stack().databaseLogs().forEach(log -> hits.addAll(search.in(log)));
            new TreeSet<>(hits).stream().limit(10).forEach(hit -> findings.remark("canaries: " + hit));
            return hits.size();
        }

        long metrics(Cast cast, Findings findings) {
            long hits = 0;
            int read = 0;
            for (URI actuator : world.stack().actuators()) {
                Reply reply = cast.wire().send(actuator, Request.get("/actuator/prometheus"));
                if (reply.is2xx() && reply.body().length > 0) {
                    read++;
                    hits += search.in(reply.text()).size();
                }
            }
            findings.add(Figure.count("canaries: processes whose metrics were read", read));
            if (read == 0) {
                throw new BenchException("no process shows its metrics: nothing was searched");
            }
            return hits;
        }

        /** The names of people and their numbers are sealed there; what the operating system holds must be on disk first. */
        long database(Findings findings) {
            List<String> hits = new ArrayList<>();
            for (String region : org.meridian.bench.stack.Stack.ALL_REGIONS) {
                new org.meridian.bench.stack.Sql(world.stack().database(region)).run("CHECKPOINT");
                hits.addAll(search.below(world.stack().databaseFiles(region)));
            }
            new TreeSet<>(hits).stream().limit(10).forEach(hit -> findings.remark("canaries: database file " + hit));
            return hits.size();
        }

        /** Two that are written on purpose, into a file and into a file's name. */
        long planted(Bird bird) {
            Path folder = world.stack().run().resolve("log");
            Path content = folder.resolve("planted.log");
            Path name = folder.resolve("planted-" + bird.identity().number() + ".log");
            try {
                Files.writeString(content, "INFO registered " + bird.identity().phone() + "\n");
                Files.writeString(name, "");
                long found = search.below(folder).stream()
                        .filter(hit -> hit.startsWith("planted") || hit.startsWith("a file's name"))
                        .count();
                Files.delete(content);
                Files.delete(name);
                return found;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
