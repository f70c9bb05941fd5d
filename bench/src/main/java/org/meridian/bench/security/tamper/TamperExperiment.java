package org.meridian.bench.security.tamper;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.meridian.bench.BenchException;
import org.meridian.bench.Experiment;
import org.meridian.bench.measure.Cpu;
import org.meridian.bench.measure.Until;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.Theatre;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Chain;
import org.meridian.platform.audit.verify.Report;
import org.meridian.platform.audit.verify.Tolerance;
import org.meridian.platform.audit.verify.Verifier;
import org.meridian.platform.token.AuditKeys;

/**
 * After all that a run has done, the owner of a region's database edits, deletes, swaps, cuts off, back-dates and rewrites the
 * trail, at places by chance; each deed must be found, and without one nothing.
 */
public final class TamperExperiment implements Experiment {

    private static final String SERVICE = "registration";
    private static final int SHORTEST = 3;
    private static final Duration SEALED = Duration.ofSeconds(90);

    private final Theatre theatre;

    public TamperExperiment(Theatre theatre) {
        this.theatre = theatre;
    }

    @Override
    public String name() {
        return "tamper";
    }

    /** What is done at an entry. */
    private interface Deed {
        void at(long seq);
    }

    @Override
    public void run(World world, Findings findings) {
        theatre.cast(world); // whose making is in the trail
        Stack stack = world.stack();
        String installation = stack.setting(Stack.REGION, SERVICE, "meridian.audit.installation");
        Verifier verifier = new Verifier(
                (region, service) -> stack.database(region).getConnection(),
                stack.topology(),
                AuditKeys.toVerifyWith(stack.keys()),
                installation,
                Tolerance.STANDARD,
                Clock.systemUTC());
        Country country = Country.of(World.COUNTRY);
        double sealed = Until.seconds(SEALED, Duration.ofSeconds(1), () -> isWitnessed(verifier, country));
        findings.add(Check.none("tamper: chains that nobody has witnessed in time", Double.isNaN(sealed) ? 1 : 0));
        Report untouched = verifier.verify(LocalCluster.SERVICES);
        findings.add(Check.none(
                "tamper: found in trails that nobody has touched",
                untouched.findings().size()));
        untouched.findings().stream().limit(5).forEach(finding -> findings.remark("tamper: untouched: " + finding));
        findings.add(Figure.count("tamper: entries verified", untouched.entries()));

        speed(verifier, world, installation, untouched, findings);
        stack.kill(Stack.REGION, SERVICE); // so that nobody goes on with the chain meanwhile
        Trail trail = new Trail(stack, new Chain(installation, SERVICE, country));
        trail.keep();
        try {
            attack(verifier, trail, country, world, findings);
        } finally {
            trail.restore();
            trail.forgetTheCopy();
            stack.revive(Stack.REGION, SERVICE);
        }
    }

    /** A long chain in a country that has none yet: how fast it is verified, and whether one entry among so many is found. */
    private static void speed(Verifier verifier, World world, String installation, Report present, Findings findings) {
        Stack stack = world.stack();
        Country country = stack.topology().region(Stack.REGION).countries().stream()
                .filter(one -> present.chains().stream()
                        .noneMatch(chain -> chain.country().equals(one.code())))
                .findFirst()
                .orElseThrow(() -> new BenchException("every country has a trail"));
        int length = world.quick() ? 5_000 : 500_000;
        LongTrail trail = new LongTrail(
                stack,
                new Chain(installation, SERVICE, country),
                length,
                world.seed(),
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS));
        try {
            trail.write();
            Report first = verifier.verify(List.of(SERVICE), List.of(country));
            findings.add(Check.equal("tamper: entries of a long chain, verified", first.entries(), "entries", length));
            findings.add(
                    Check.none("tamper: found in a long chain", first.findings().size()));
            measure(verifier, country, length, world, findings);
            trail.edit();
            findings.add(Check.equal(
                    "tamper: found after one entry of a long chain was edited",
                    verifier.verify(List.of(SERVICE), List.of(country))
                            .findings()
                            .size(),
                    "",
                    1));
        } finally {
            trail.remove();
        }
    }

    /** The verifier works in one thread; the database reads for it in another process meanwhile. */
    private static void measure(Verifier verifier, Country country, int length, World world, Findings findings) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Cpu cpu = Cpu.of(world.stack().processes());
        long before = threads.getCurrentThreadCpuTime();
        Report report = verifier.verify(List.of(SERVICE), List.of(country));
        double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
        String promised = "tamper: entries verified in a second of the verifier's processor time";
        findings.add(Figure.higherIsBetter(
                "tamper: entries verified in a second", length / (report.took().toNanos() / 1e9), "entries/s"));
        findings.add(Figure.lowerIsBetter(
                "tamper: database's processor time for an entry",
                cpu.used().getOrDefault("database", 0.0) * 1e6 / length,
                "µs"));
        if (world.quick()) {
            findings.add(Figure.higherIsBetter(promised, length / seconds, "entries/s"));
        } else {
            findings.add(Check.atLeast(promised, length / seconds, "entries/s", 50_000));
        }
    }

    private static void attack(Verifier verifier, Trail trail, Country country, World world, Findings findings) {
        long length = trail.length();
        if (length < SHORTEST) {
            throw new BenchException("a trail of " + length + " entries is too short to tamper with");
        }
        Random random = new Random(world.seed() + 7);
        Map<String, Deed> deeds = new LinkedHashMap<>();
        deeds.put("edited", trail::edit);
        deeds.put("deleted", trail::delete);
        deeds.put("swapped", seq -> trail.swap(seq, seq % length + 1));
        deeds.put("cut off", trail::truncate);
        deeds.put("back-dated", trail::backDate);
        deeds.put("rewritten with hashes that follow", seq -> trail.rewrite());
        int places = world.quick() ? 2 : 10;
        for (Map.Entry<String, Deed> deed : deeds.entrySet()) {
            long found = 0;
            for (int i = 0; i < places; i++) {
                long seq = i == 0 ? 1 : i == 1 ? witnessed(verifier, country) : 1 + random.nextLong(length);
                deed.getValue().at(seq);
                found += verifier.verify(List.of(SERVICE), List.of(country))
                                .findings()
                                .isEmpty()
                        ? 0
                        : 1;
                trail.restore();
            }
            findings.add(Check.equal("tamper: " + deed.getKey() + ", found", found, "of " + places, places));
        }
        findings.add(Check.none(
                "tamper: found after everything was put back",
                verifier.verify(List.of(SERVICE), List.of(country)).findings().size()));
    }

    private static boolean isWitnessed(Verifier verifier, Country country) {
        return verifier.verify(List.of(SERVICE), List.of(country)).chains().stream()
                .anyMatch(chain -> chain.witnessed() >= SHORTEST && chain.witnessed() == chain.entries());
    }

    private static long witnessed(Verifier verifier, Country country) {
        return verifier.verify(List.of(SERVICE), List.of(country))
                .chains()
                .getFirst()
                .witnessed();
    }
}
