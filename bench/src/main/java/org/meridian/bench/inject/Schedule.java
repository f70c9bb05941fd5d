package org.meridian.bench.inject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.meridian.bench.inject.Fault.Kind;
import org.meridian.db.cluster.LocalCluster;

/** Faults in the order in which they come, each after so many operations: the same seed makes the same ones. */
public record Schedule(List<Strike> strikes) {

    private static final List<String> PROCESSES =
            List.of("registration", "sampling", "results", "checkin", "db", "gateway");
    private static final List<String> CLOCKS = List.of("registration", "sampling", "results", "checkin");

    private static final List<String> POOLS = List.of("sampling", "results", "checkin");

    /**
     * @param after so many operations of the run
     * @param later and so much later, to hit any step of what runs then
     */
    public record Strike(Fault fault, int after, Duration later) {
        @Override
        public String toString() {
            return fault + " after " + after + " operations";
        }
    }

    /**
     * Faults of these kinds in turn, in an order, at places and points of chance, spread over the operations.
     *
     * @param operations that the run will have at least
     */
    public static Schedule of(List<Kind> kinds, int count, int operations, long seed) {
        Random random = new Random(seed);
        List<Kind> order = new ArrayList<>(kinds);
        Collections.shuffle(order, random);
        List<String> processes = new ArrayList<>(PROCESSES);
        Collections.shuffle(processes, random);
        List<Strike> strikes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double share = (i + random.nextDouble()) / count;
            Kind kind = order.get(i % order.size());
            strikes.add(new Strike(
                    new Fault(kind, where(kind, processes, i, random), lasts(kind, random)),
                    (int) (operations * (0.03 + 0.85 * share)),
                    Duration.ofMillis(random.nextInt(60))));
        }
        return new Schedule(List.copyOf(strikes));
    }

    private static String where(Kind kind, List<String> processes, int number, Random random) {
        if (kind.isOfProcess()) {
            return processes.get(number % processes.size());
        }
        if (kind.isOfClock()) {
            return CLOCKS.get(random.nextInt(CLOCKS.size()));
        }
        if (kind == Kind.POOL) {
            return POOLS.get(random.nextInt(POOLS.size()));
        }
        String service = LocalCluster.SERVICES.get(random.nextInt(4)); // nobody calls sharing in such a day
        return switch (random.nextInt(3)) {
            case 0 -> "db";
            case 1 -> "gateway>" + service;
            default -> "services>" + service;
        };
    }

    private static Duration lasts(Kind kind, Random random) {
        int most = kind == Kind.KILL || kind == Kind.RESTART ? 800 : 2_500;
        return Duration.ofMillis(200 + random.nextInt(most));
    }

    @Override
    public String toString() {
        return strikes.stream().map(Strike::toString).collect(Collectors.joining("; "));
    }
}
