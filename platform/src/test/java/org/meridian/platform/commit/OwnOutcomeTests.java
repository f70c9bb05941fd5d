package org.meridian.platform.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.data.RetryPolicy;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.commit.Callers.Call;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;

/** Whatever comes together, in whatever order, and whichever items fail: each caller hears of its own item. */
class OwnOutcomeTests {

    /** What happens to an item whenever it is written. */
    enum Fate {
        WRITTEN,
        FAILS,
        REFUSED,
        RIDES_ALONG,
        RIDER_FAILS
    }

    record Item(int number, Country country, Fate fate) {}

    @Provide
    Arbitrary<List<Item>> items() {
        Arbitrary<Country> countries = Arbitraries.of("DEU", "FRA", "USA").map(Country::of);
        Arbitrary<Fate> fates = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(6, Fate.WRITTEN),
                net.jqwik.api.Tuple.of(1, Fate.FAILS),
                net.jqwik.api.Tuple.of(1, Fate.REFUSED),
                net.jqwik.api.Tuple.of(2, Fate.RIDES_ALONG),
                net.jqwik.api.Tuple.of(1, Fate.RIDER_FAILS));
        return Combinators.combine(countries, fates)
                .as((country, fate) -> new Item(0, country, fate))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(list -> IntStream.range(0, list.size())
                        .mapToObj(i ->
                                new Item(i, list.get(i).country(), list.get(i).fate()))
                        .toList());
    }

    @Provide
    Arbitrary<int[]> sizes() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.integers().between(1, 10))
                .as((writers, batch, enough) -> new int[] {writers, batch, enough});
    }

    @Property(tries = 150)
    void eachCallerGetsItsOwnItemsOutcome(@ForAll("items") List<Item> items, @ForAll("sizes") int[] sizes) {
        PretendDatabase database = new PretendDatabase();
        Topology topology = Topology.load();
        GroupCommits commits = new GroupCommits(
                new CountryTransactions(database, RetryPolicy.standard()),
                topology,
                topology.regionOf(Country.of("DEU")),
                new CommitProperties(
                        sizes[0],
                        sizes[1],
                        1000,
                        Duration.ofSeconds(20),
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        sizes[2]),
                new Random(items.size())::nextBoolean,
                new SimpleMeterRegistry());
        commits.start();
        AtomicInteger turns = new AtomicInteger();
        var seen = ConcurrentHashMap.<Integer>newKeySet();
        GroupCommit<Item, String> group =
                commits.of("test", (country, batch) -> write(database, country, batch, turns, seen));
        Rider<Item> rider = (country, rows) -> ride(database, rows);
        List<Call<String>> calls = items.stream()
                .map(item -> Callers.call(() -> item.fate() == Fate.RIDES_ALONG || item.fate() == Fate.RIDER_FAILS
                        ? group.submit(item.country(), item, rider, outcome -> item)
                        : group.submit(item.country(), item)))
                .toList();
        for (Item item : items) {
            check(item, calls.get(item.number()));
        }
        commits.stop();
        List<String> expected = items.stream()
                .filter(item -> item.fate() == Fate.WRITTEN || item.fate() == Fate.RIDES_ALONG)
                .flatMap(item -> item.fate() == Fate.WRITTEN
                        ? java.util.stream.Stream.of("row " + item.number())
                        : java.util.stream.Stream.of("row " + item.number(), "rider " + item.number()))
                .toList();
        assertThat(database.rows()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void check(Item item, Call<String> call) {
        switch (item.fate()) {
            case WRITTEN, RIDES_ALONG -> assertThat(call.get()).isEqualTo("outcome " + item.number());
            case FAILS -> assertFailed(call, "fails " + item.number());
            case REFUSED -> assertFailed(call, "refused " + item.number());
            case RIDER_FAILS -> assertFailed(call, "rider fails " + item.number());
        }
    }

    private static void assertFailed(Call<String> call, String message) {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(call::get)).hasMessage(message);
    }

    private static List<String> write(
            PretendDatabase database,
            Country country,
            List<Item> batch,
            AtomicInteger turns,
            java.util.Set<Integer> seen) {
        if (turns.incrementAndGet() % 5 == 0 && seen.add(batch.getFirst().number())) {
            // the database asks to do it again, as it may at any time
            throw new CannotAcquireLockException("again", new java.sql.SQLException("again", "40001"));
        }
        var refused = new java.util.HashMap<Integer, RuntimeException>();
        for (int i = 0; i < batch.size(); i++) {
            Item item = batch.get(i);
            assertThat(item.country()).isEqualTo(country);
            if (item.fate() == Fate.FAILS) {
                throw new DataIntegrityViolationException("fails " + item.number());
            }
            if (item.fate() == Fate.REFUSED) {
                refused.put(i, new IllegalStateException("refused " + item.number()));
            }
        }
        if (!refused.isEmpty()) {
            throw new Refused(refused);
        }
        batch.forEach(item -> database.insert("row " + item.number()));
        return batch.stream().map(item -> "outcome " + item.number()).toList();
    }

    private static void ride(PretendDatabase database, List<Item> rows) {
        var refused = new java.util.HashMap<Integer, RuntimeException>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).fate() == Fate.RIDER_FAILS) {
                refused.put(
                        i,
                        new IllegalStateException("rider fails " + rows.get(i).number()));
            }
        }
        if (!refused.isEmpty()) {
            throw new Refused(refused);
        }
        rows.forEach(item -> database.insert("rider " + item.number()));
    }
}
