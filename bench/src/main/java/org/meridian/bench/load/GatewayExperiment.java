package org.meridian.bench.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meridian.bench.Experiment;
import org.meridian.bench.measure.CpuCount;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Nginx;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.HttpBytes;
import org.meridian.bench.traffic.Offer;
import org.meridian.bench.traffic.Outcome;
import org.meridian.bench.traffic.Traffic;
import org.meridian.bench.world.World;

/**
 * A plain GET with a token that the gateway remembers, behind our gateway and behind nginx in turn, in front of the same service
 * and from the same generator. nginx looks at no token, keeps no limits and no access table; it is the price of passing a call on.
 */
public final class GatewayExperiment implements Experiment {

    /** Answered from memory, and open to all, so that the service is the same work for both. */
    private static final String PATH = "/.well-known/jwks.json";

    private static final int CALLERS = 64;
    private static final int ROUNDS = 5;
    private static final double MICROS = 110;
    private static final double TIMES = 4;

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public void run(World world, Findings findings) {
        Stack stack = world.stack();
        String token = world.tokens().resident(world.people().resident(1L << 42));
        int count = world.quick() ? 50 : 30_000;
        Optional<Path> installed = Nginx.installed();
        if (installed.isEmpty()) {
            findings.remark("gateway: nginx is not installed, so there is nothing to compare with");
        }
        Side ours =
                new Side("gateway", stack.gateway(), stack.process("gateway").orElseThrow(), token);
        URI service = stack.service(Stack.REGION, "registration");
        try (Peer peer = new Peer(
                installed.map(nginx -> Nginx.before(service, nginx, stack.run().resolve("nginx"), 1)))) {
            Optional<Side> theirs = peer.nginx.map(n -> new Side("nginx", n.address(), n.process(), token));
            if (!world.quick()) {
                ours.round(2 * count); // until the JVM has compiled what it runs
                ours.forget();
            }
            for (int round = 0; round < (world.quick() ? 1 : ROUNDS); round++) {
                ours.round(count);
                theirs.ifPresent(side -> side.round(count));
            }
            report(world, findings, ours, theirs);
        }
    }

    private static void report(World world, Findings findings, Side ours, Optional<Side> theirs) {
        findings.add(Check.none("gateway: calls that failed", ours.failed));
        findings.add(Figure.lowerIsBetter("gateway: a plain routed GET", ours.micros(), "µs"));
        if (!world.quick()) {
            findings.add(Check.atMost("gateway: CPU of a plain routed GET", ours.micros(), "µs", MICROS));
        }
        theirs.ifPresent(side -> {
            findings.add(Check.none("gateway: calls through nginx that failed", side.failed));
            findings.add(Figure.lowerIsBetter("gateway: the same behind nginx", side.micros(), "µs"));
            if (!world.quick()) {
                findings.add(Check.atMost(
                        "gateway: CPU against nginx in the same run", ours.micros() / side.micros(), "times", TIMES));
            }
        });
    }

    /** Where calls go through, and what that cost. */
    private static final class Side {
        private final String name;
        private final URI address;
        private final ProcessHandle process;
        private final Calls calls;
        private final List<Double> micros = new ArrayList<>();
        private long failed;

        Side(String name, URI address, ProcessHandle process, String token) {
            this.name = name;
            this.address = address;
            this.process = process;
            byte[] request = HttpBytes.get(address, PATH, token);
            this.calls = new Calls() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public byte[] request(int number) {
                    return request;
                }
            };
        }

        void round(int count) {
            CpuCount cpu = CpuCount.of(Map.of(name, process));
            Outcome outcome = Traffic.run(List.of(Offer.closed(address, calls, CALLERS, count)))
                    .getFirst();
            micros.add(cpu.used().perRequest(count).getOrDefault(name, 0.0));
            failed += outcome.failed();
        }

        void forget() {
            micros.clear();
        }

        /** The median of the rounds. */
        double micros() {
            return micros.stream().sorted().skip(micros.size() / 2).findFirst().orElseThrow();
        }
    }

    private record Peer(Optional<Nginx> nginx) implements AutoCloseable {
        @Override
        public void close() {
            nginx.ifPresent(Nginx::close);
        }
    }
}
