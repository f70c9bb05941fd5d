package org.meridian.results.cascade;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.results.cascade.Reference.Sample;
import org.meridian.results.person.MemberResult;
import org.meridian.results.person.SampleId;
import org.meridian.results.tube.Origin;
import org.meridian.results.tube.ResultId;
import org.meridian.results.tube.TubeResult;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;

/**
 * A few people, the tubes they are in, and what is reported on these one after the other: late, again, corrected, taken
 * back. People and tubes lie in up to three countries; moments of sampling coincide often.
 */
final class History {

    static final List<Country> COUNTRIES = List.of(Country.of("DEU"), Country.of("FRA"), Country.of("ITA"));

    private static final IdGenerator IDS = new IdGenerator(Clock.systemUTC());
    private static final List<String> OUTCOMES = List.of("NEGATIVE", "POSITIVE", "INCONCLUSIVE", "INVALID");

    /** @param capacity 1, or more for a pool */
    record Tube(Country country, String barcode, SiteId site, int capacity, List<Sample> samples) {}

    /**
     * What is reported on a tube.
     *
     * @param revision 0 for the first result; the others are corrections
     * @param repeated whether exactly this was reported before
     */
    record Report(Tube tube, int revision, ResultId id, String outcome, Instant testedAt, boolean repeated) {

        TubeResult tubeResult() {
            Origin origin = new Origin(
                    tube.site(), null, tube.capacity(), tube.samples().size(), null, null);
            return new TubeResult(
                    id, tube.barcode(), Outcome.valueOf(outcome), testedAt, null, null, origin, null, null);
        }

        Stream<MemberResult> members() {
            return tube.samples().stream()
                    .map(sample -> new MemberResult(
                            id,
                            revision,
                            sample.id(),
                            sample.person(),
                            Outcome.valueOf(outcome),
                            Method.ofCapacity(tube.capacity()),
                            sample.sampledAt(),
                            testedAt,
                            tube.barcode(),
                            tube.site()));
        }
    }

    private final Random random;
    private final Instant begin =
            Clock.systemUTC().instant().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
    private final List<ResidentId> people = new ArrayList<>();
    private final List<Tube> tubes = new ArrayList<>();
    private final List<Report> reports = new ArrayList<>();

    private History(Random random) {
        this.random = random;
    }

    static History random(Random random) {
        History history = new History(random);
        int people = 1 + random.nextInt(4);
        for (int i = 0; i < people; i++) {
            history.people.add(IDS.next(history.country(), ResidentId::new));
        }
        int tubes = 2 + random.nextInt(5);
        for (int i = 0; i < tubes; i++) {
            history.tubes.add(history.tube());
        }
        history.report();
        return history;
    }

    List<ResidentId> people() {
        return people;
    }

    List<Report> reports() {
        return reports;
    }

    private Country country() {
        return COUNTRIES.get(random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0);
    }

    private Tube tube() {
        Country country = country();
        int capacity = List.of(1, 1, 5, 10).get(random.nextInt(4));
        List<ResidentId> members = new ArrayList<>(people);
        Collections.shuffle(members, random);
        int size = Math.min(members.size(), capacity == 1 ? 1 : 1 + random.nextInt(4));
        List<Sample> samples = members.subList(0, size).stream()
                .map(member -> new Sample(
                        IDS.next(country, SampleId::new),
                        member,
                        begin.plus(Duration.ofHours(random.nextInt(6))),
                        capacity == 1))
                .toList();
        String barcode =
                IDS.nextUuid().toString().toUpperCase(java.util.Locale.ROOT).substring(4);
        return new Tube(country, barcode, IDS.next(country, SiteId::new), capacity, samples);
    }

    /** Every tube once, in any order, and in between corrections and repetitions of what was reported so far. */
    private void report() {
        List<Tube> waiting = new ArrayList<>(tubes);
        Collections.shuffle(waiting, random);
        Map<Tube, Report> last = new HashMap<>();
        while (!waiting.isEmpty() || random.nextInt(3) > 0) {
            int dice = random.nextInt(10);
            if (!waiting.isEmpty() && (last.isEmpty() || dice < 5)) {
                Tube tube = waiting.removeLast();
                keep(last, new Report(tube, 0, id(tube), outcome(), testedAt(), false));
            } else {
                List<Report> known = new ArrayList<>(last.values());
                Report before = known.get(random.nextInt(known.size()));
                if (dice == 9) {
                    reports.add(new Report(
                            before.tube(), before.revision(), before.id(), before.outcome(), before.testedAt(), true));
                } else {
                    keep(last, correction(before));
                }
            }
        }
    }

    private Report correction(Report before) {
        String outcome = outcome();
        while (outcome.equals(before.outcome())) {
            outcome = outcome();
        }
        return new Report(before.tube(), before.revision() + 1, id(before.tube()), outcome, before.testedAt(), false);
    }

    private void keep(Map<Tube, Report> last, Report report) {
        last.put(report.tube(), report);
        reports.add(report);
    }

    private static ResultId id(Tube tube) {
        return IDS.next(tube.country(), ResultId::new);
    }

    private String outcome() {
        return OUTCOMES.get(random.nextInt(OUTCOMES.size()));
    }

    private Instant testedAt() {
        return begin.plus(Duration.ofHours(8)).plusSeconds(random.nextInt(10_000));
    }
}
