package org.meridian.bench.faults;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the databases of the services hold after a run. Persons and samples are named {@code country-uuid}. */
record Observed(
        Map<String, Tube> tubes,
        List<Sample> samples,
        List<Result> results,
        List<PersonResult> personResults,
        Map<String, Person> latest,
        Map<String, Person> codes,
        List<Task> tasks,
        long undelivered) {

    record Tube(String barcode, int capacity, int filled, String state) {}

    /** @param at the earlier of the desk's time and the server's */
    record Sample(String id, String barcode, String person, Instant at) {}

    record Result(String id, String barcode, int revision, String outcome, Instant testedAt) {}

    record PersonResult(
            String sample,
            String person,
            int revision,
            String outcome,
            @Nullable String status) {}

    /** A person's state, on either side. All but the version may be missing. */
    record Person(
            long version,
            @Nullable String outcome,
            @Nullable String status,
            @Nullable String method,
            @Nullable Instant sampledAt,
            @Nullable Instant testedAt,
            @Nullable Instant positiveAt,
            @Nullable Instant suspectedAt) {

        static final Person NOTHING = new Person(0, null, null, null, null, null, null, null);

        Person withVersion(long other) {
            return new Person(other, outcome, status, method, sampledAt, testedAt, positiveAt, suspectedAt);
        }
    }

    record Task(String sample, String kind, String reason, String state) {}
}
