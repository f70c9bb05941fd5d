package org.meridian.bench.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.meridian.bench.Experiment;
import org.meridian.bench.inject.Timeline;
import org.meridian.bench.measure.Latencies;
import org.meridian.bench.measure.Until;
import org.meridian.bench.proxy.Proxy;
import org.meridian.bench.proxy.Trouble;
import org.meridian.bench.proxy.Trouble.Break;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Answer;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import org.meridian.platform.token.Role;

/**
 * The links from one database node to the others are in trouble, and nothing else is: who lives here must not notice, and who counts in
 * all regions is told which are missing.
 */
public final class LinksExperiment implements Experiment {

    private static final Duration LATENCY = Duration.ofMillis(75);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final int PATIENCE = 60; // seconds

    /** Of a gateway for an analyst's question. */
    private static final double GATEWAY_SECONDS = 30;

    private static final Map<String, Trouble> BROKEN = new LinkedHashMap<>();
    private static final Map<String, Trouble> BAD = new LinkedHashMap<>();

    static {
        BROKEN.put("cut", Trouble.broken(Break.CUT));
        BROKEN.put("half-open", Trouble.broken(Break.HALF_OPEN));
        BROKEN.put("silent to the other node", Trouble.broken(Break.SILENT_TO_SERVER));
        BROKEN.put("silent from the other node", Trouble.broken(Break.SILENT_TO_CLIENT));
        BAD.put("late", Trouble.late(LATENCY, LATENCY));
        BAD.put("slow to close", Trouble.slowClose(CLOSING));
    }

    @Override
    public String name() {
        return "links";
    }

    @Override
    public void run(World world, Findings findings) {
        List<Proxy> links = lay(world);
        try {
            new Trial(world, links, findings).run();
        } finally {
            world.stack().databaseNodes().forEach((region, address) -> point(world, region, port(address)));
            links.forEach(Proxy::close);
        }
    }

    /** Between this region's node and each other: in front of where it finds them. */
    private static List<Proxy> lay(World world) {
        List<Proxy> links = new ArrayList<>();
        world.stack().databaseNodes().forEach((region, address) -> {
            if (!region.equals(Stack.REGION)) {
                InetAddress host = InetAddress.ofLiteral(address.substring(0, address.lastIndexOf(':')));
                Proxy link = new Proxy(
                        Stack.REGION + " node to " + region + " node",
                        new InetSocketAddress(host, 0),
                        new InetSocketAddress(host, port(address)),
                        world.seed());
                links.add(link);
                point(world, region, link.address().getPort());
            }
        });
        return links;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static void point(World world, String region, int port) {
        if (!region.equals(Stack.REGION)) {
            world.sql().run("ALTER SERVER " + region + " OPTIONS (SET port '" + port + "')");
        }
    }

    private static final class Trial {

        private final World world;
        private final List<Proxy> links;
        private final Findings findings;
        private final Timeline timeline = new Timeline();
        private final Neighbours people;
        private final String analyst;
        private LocalDate day = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);

        Trial(World world, List<Proxy> links, Findings findings) {
            this.world = world;
            this.links = links;
            this.findings = findings;
            this.people = new Neighbours(world, timeline, world.quick() ? 10 : 40);
            this.analyst = world.tokens().staff(world.country(), Role.ANALYST);
        }

        void run() {
            people.live(1);
            findings.add(
                    Check.none("links: regions missing before", missing(ask()).size()));
            BROKEN.forEach((name, trouble) -> {
                Answer answer = during(name, trouble);
                findings.add(Check.equal(
                        "links: " + name + ", answered without the other regions",
                        missing(answer).size(),
                        "",
                        links.size()));
                if (missing(answer).size() != links.size()) {
                    findings.remark("links: " + name + ": " + answer);
                }
                double healed =
                        Until.seconds(Duration.ofSeconds(PATIENCE), Duration.ofMillis(200), () -> complete(ask()));
                findings.add(Check.atMost("links: " + name + ", whole again after", healed, "s", PATIENCE));
            });
            BAD.forEach((name, trouble) -> {
                Answer answer = during(name, trouble);
                findings.add(Check.equal("links: " + name + ", answered whole", complete(answer) ? 1 : 0, "", 1));
                if (!complete(answer)) {
                    findings.remark("links: " + name + ": " + answer);
                }
            });
            timeline.tell("links", findings);
        }

        /** What the analyst is told while the others live on. */
        private Answer during(String name, Trouble trouble) {
            links.forEach(link -> link.set(trouble));
            try {
                long begin = System.nanoTime();
                CompletableFuture<Latencies> living =
                        CompletableFuture.supplyAsync(() -> people.live(1).getFirst(), Thread::startVirtualThread);
                Answer answer = ask();
                double seconds = (System.nanoTime() - begin) / 1e9;
                Latencies lived = living.join();
                findings.add(Check.none("links: " + name + ", local calls that failed", lived.errors()));
                if (lived.errors() > 0) {
                    findings.remark("links: " + name + ": " + lived.firstError());
                }
                findings.add(Check.atMost("links: " + name + ", the analyst waited", seconds, "s", GATEWAY_SECONDS));
                findings.add(Figure.plain("links: " + name + ", local median", lived.percentile(50), "ms"));
                return answer;
            } finally {
                links.forEach(link -> link.set(Trouble.NONE));
            }
        }

        /** Another day each time: an answer is remembered. */
        private Answer ask() {
            day = day.minusDays(1);
            try {
                return world.gateway().get("/v1/statistics/results?by=country&from=" + day + "&to=" + day, analyst);
            } catch (IOException e) {
                return new Answer(0, e.toString());
            }
        }

        private static boolean complete(Answer answer) {
            return answer.status() == 200 && missing(answer).isEmpty();
        }

        private static Set<String> missing(Answer answer) {
            Set<String> regions = new TreeSet<>();
            answer.json().path("missingRegions").forEach(region -> regions.add(region.asString("")));
            return regions;
        }
    }
}
