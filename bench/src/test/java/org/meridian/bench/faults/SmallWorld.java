package org.meridian.bench.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.faults.Observed.Person;
import org.meridian.bench.faults.Observed.PersonResult;
import org.meridian.bench.faults.Observed.Result;
import org.meridian.bench.faults.Observed.Sample;
import org.meridian.bench.faults.Observed.Task;
import org.meridian.bench.faults.Observed.Tube;
import org.meridian.bench.faults.Operation.Kind;
import org.meridian.bench.history.Fate;
import org.meridian.bench.history.Violation;

/**
 * A run in which everything went well, written down by hand: Ada and Ben in a positive pool, Ada's retest positive, Ben's
 * not yet; Cem alone, invalid, with a new sample; Dia's negative result corrected to positive. A test spoils one thing.
 */
final class SmallWorld {

    static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    static final String ADA = "DEU-a";
    static final String BEN = "DEU-b";
    static final String CEM = "FRA-c";
    static final String DIA = "DEU-d";

    final History history = new History();
    final Map<String, Tube> tubes = new HashMap<>();
    final List<Sample> samples = new ArrayList<>();
    final List<Result> results = new ArrayList<>();
    final List<PersonResult> personResults = new ArrayList<>();
    final Map<String, Person> latest = new HashMap<>();
    final Map<String, Person> codes = new HashMap<>();
    final List<Task> tasks = new ArrayList<>();
    long undelivered;

    SmallWorld() {
        tube("POOL", 5, ADA, BEN);
        tube("ADA2", 1, ADA);
        tube("CEM1", 1, CEM);
        tube("CEM2", 1, CEM);
        tube("DIA1", 1, DIA);
        result("POOL", 0, "POSITIVE");
        result("ADA2", 0, "POSITIVE");
        result("CEM1", 0, "INVALID");
        result("CEM2", 0, "NEGATIVE");
        result("DIA1", 0, "NEGATIVE");
        asked(Kind.CORRECTION, "DIA1", null, "POSITIVE");
        results.add(new Result("DIA1/1", "DIA1", 1, "POSITIVE", tested("DIA1")));

        personResults.add(new PersonResult("POOL/DEU-a", ADA, 0, "POSITIVE", "PROVISIONAL"));
        personResults.add(new PersonResult("POOL/DEU-b", BEN, 0, "POSITIVE", "PROVISIONAL"));
        personResults.add(new PersonResult("ADA2/DEU-a", ADA, 0, "POSITIVE", "FINAL"));
        personResults.add(new PersonResult("CEM1/FRA-c", CEM, 0, "INVALID", null));
        personResults.add(new PersonResult("CEM2/FRA-c", CEM, 0, "NEGATIVE", "FINAL"));
        personResults.add(new PersonResult("DIA1/DEU-d", DIA, 1, "POSITIVE", "CORRECTED"));

        known(ADA, new Person(2, "POSITIVE", "FINAL", "SINGLE", at("ADA2"), tested("ADA2"), at("ADA2"), null));
        known(BEN, new Person(1, "POSITIVE", "PROVISIONAL", "POOLED", at("POOL"), tested("POOL"), null, at("POOL")));
        known(CEM, new Person(2, "NEGATIVE", "FINAL", "SINGLE", at("CEM2"), tested("CEM2"), null, null));
        known(DIA, new Person(2, "POSITIVE", "CORRECTED", "SINGLE", at("DIA1"), tested("DIA1"), at("DIA1"), null));

        tasks.add(new Task("POOL/DEU-a", "RETEST", "POSITIVE", "DONE"));
        tasks.add(new Task("POOL/DEU-b", "RETEST", "POSITIVE", "OPEN"));
        tasks.add(new Task("CEM1/FRA-c", "RESAMPLE", "INVALID", "DONE"));
    }

    Observed observed() {
        return new Observed(tubes, samples, results, personResults, latest, codes, tasks, undelivered);
    }

    List<Violation> check() {
        return Checker.check(history, observed());
    }

    void asked(Kind kind, String barcode, @Nullable String person, @Nullable String value) {
        history.add(new Operation(kind, barcode, person, value, Fate.ACKNOWLEDGED, 1));
    }

    private void tube(String barcode, int capacity, String... people) {
        asked(Kind.OPEN, barcode, null, null);
        tubes.put(barcode, new Tube(barcode, capacity, people.length, "RESULTED"));
        for (String person : people) {
            asked(Kind.SAMPLE, barcode, person, null);
            samples.add(new Sample(barcode + "/" + person, barcode, person, at(barcode)));
        }
        asked(Kind.SEAL, barcode, null, null);
    }

    private void result(String barcode, int revision, String outcome) {
        asked(Kind.RESULT, barcode, null, outcome);
        results.add(new Result(barcode + "/" + revision, barcode, revision, outcome, tested(barcode)));
    }

    private void known(String person, Person state) {
        latest.put(person, state);
        codes.put(person, state);
    }

    /** Whatever ends with 2 was sampled an hour later. */
    static Instant at(String barcode) {
        return barcode.endsWith("2") ? NINE.plus(Duration.ofHours(1)) : NINE;
    }

    static Instant tested(String barcode) {
        return at(barcode).plus(Duration.ofMinutes(30));
    }
}
