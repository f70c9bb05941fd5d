package org.meridian.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.meridian.bench.world.People;
import org.meridian.bench.world.World;
import org.meridian.platform.id.ResidentId;

/**
 * A testing day that a seed makes: a tenth of the tubes are pools of ten, a fifth pools of five, the rest hold one person.
 * People come more than once, and one of ten is a traveller from a neighbouring country.
 */
final class Plan {

    private static final int LAST_ROUND = 2;
    private static final List<String> OUTCOMES = List.of("NEGATIVE", "POSITIVE", "INCONCLUSIVE", "INVALID");

    private final int population;
    private final People atHome;
    private final People abroad;
    private final List<TubeJob> first = new ArrayList<>();

    Plan(String prefix, int tubes, long seed) {
        this.population = tubes * 3 / 2; // places in tubes are 2.7 times their number
        this.atHome = new People(seed, World.COUNTRY);
        this.abroad = new People(seed, "FRA");
        Random random = new Random(seed);
        for (int i = 0; i < tubes; i++) {
            int kind = random.nextInt(10);
            int capacity = kind == 0 ? 10 : kind <= 2 ? 5 : 1;
            String barcode = "%s%06d".formatted(prefix, i);
            first.add(job(barcode, capacity, members(capacity, random), outcome(random, capacity), random, 0));
        }
    }

    List<TubeJob> first() {
        return first;
    }

    /** How many operations the first tubes take, without what follows from them. */
    int operations() {
        return first.stream().mapToInt(job -> 3 + job.people().size()).sum();
    }

    /** What comes after a tube: each member alone in a tube of their own; one of ten never comes. */
    List<TubeJob> after(TubeJob job) {
        List<TubeJob> next = new ArrayList<>();
        if (!job.needsAnother() || job.round() == LAST_ROUND) {
            return next;
        }
        for (int member = 0; member < job.people().size(); member++) {
            String barcode = "%s-%02d".formatted(job.barcode(), member);
            Random random = new Random(barcode.hashCode()); // by the tube, not by when its result happened to come
            boolean theOne = job.outcome().equals("POSITIVE") && member == 0;
            String outcome = theOne ? "POSITIVE" : outcome(random, 1);
            TubeJob retest = job(barcode, 1, List.of(job.people().get(member)), outcome, random, job.round() + 1);
            if (random.nextInt(10) > 0) {
                next.add(retest);
            }
        }
        return next;
    }

    private static TubeJob job(
            String barcode, int capacity, List<ResidentId> people, String outcome, Random random, int round) {
        String correction = "";
        if (random.nextInt(100) < 4 && !outcome.equals(TubeJob.VOID)) {
            String other = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
            correction = other.equals(outcome) ? "" : other;
        }
        Duration ago = round == 0 && random.nextBoolean()
                ? Duration.ofNanos((1 + random.nextInt(5 * 3_600_000)) * 1_000_000L)
                : Duration.ZERO;
        return new TubeJob(barcode.toUpperCase(Locale.ROOT), capacity, people, outcome, correction, ago, round);
    }

    private static String outcome(Random random, int capacity) {
        int percent = random.nextInt(100);
        int positive = capacity > 1 ? 10 : 4;
        return percent < positive
                ? "POSITIVE"
                : percent < positive + 2
                        ? "INCONCLUSIVE"
                        : percent < positive + 4 ? "INVALID" : percent < positive + 5 ? TubeJob.VOID : "NEGATIVE";
    }

    private List<ResidentId> members(int capacity, Random random) {
        Set<ResidentId> members = new LinkedHashSet<>();
        while (members.size() < capacity) {
            int number = random.nextInt(population);
            members.add(number % 10 == 0 ? abroad.resident(number) : atHome.resident(number));
        }
        return List.copyOf(members);
    }
}
