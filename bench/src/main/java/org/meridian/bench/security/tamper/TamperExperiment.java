package org.meridian.bench.security.tamper;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.meridian.bench.BenchException;
import org.meridian.bench.Experiment;
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

        stack.kill(SERVICE); // so that nobody goes on with the chain meanwhile
        Trail trail = new Trail(stack, new Chain(installation, SERVICE, country));
        trail.keep();
        try {
            attack(verifier, trail, country, world, findings);
        } finally {
            trail.restore();
            trail.forgetTheCopy();
            stack.revive(SERVICE);
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
