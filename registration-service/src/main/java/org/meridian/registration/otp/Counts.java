package org.meridian.registration.otp;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;
import org.meridian.db.topology.Country;
import org.meridian.registration.vault.Vault;
import org.meridian.registration.vault.Vault.Purpose;
import org.springframework.stereotype.Component;

/**
 * How often something was done within a sliding window, counted in the country's own database, so over all instances and
 * gateways. A window slides by weighing the one before: of the previous window counts what the last {@code window} still
 * overlaps. Each count is one row that is locked until the transaction ends, so racing requests are counted one by one;
 * requests that are served together are counted one after the other with the same few statements.
 */
@Component
class Counts {

    private final CountRows rows;
    private final Vault vault;
    private final Clock clock;

    Counts(CountRows rows, Vault vault, Clock clock) {
        this.rows = rows;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * What is counted.
     *
     * @param kind and of whom; stored as a keyed index only
     * @param slots over how many rows the count is spread; what everybody shares would be a queue otherwise
     */
    record Counted(Country country, String kind, String whose, int slots) {

        private String text() {
            return kind + " " + whose;
        }
    }

    /**
     * How often at most.
     *
     * @param detail what is told to whoever comes too often
     */
    record Limit(Counted counted, int most, String detail) {}

    /** A limit that is reached, and how long to wait before one more is within it. */
    record Reached(Limit limit, Duration pause) {}

    /**
     * A count as a statement is told of it.
     *
     * @param slot the row in which it is counted
     * @param spread whether it has other rows as well
     * @param times how often it is counted now
     */
    record Wanted(byte[] key, int slot, boolean spread, int times, int most) {}

    /** When and in which window something is counted now. */
    Counting now(Duration window) {
        return Counting.at(clock.instant(), window);
    }

    /** All that these requests count, each count once. */
    List<Wanted> wanted(List<List<Limit>> requests) {
        Map<Limit, Integer> times = new LinkedHashMap<>();
        requests.forEach(request -> request.forEach(limit -> times.merge(limit, 1, Integer::sum)));
        List<Wanted> wanted = new ArrayList<>(times.size());
        times.forEach((limit, number) -> {
            int slots = limit.counted().slots();
            int slot = slots > 1 ? ThreadLocalRandom.current().nextInt(slots) : 0;
            wanted.add(new Wanted(key(limit.counted()), slot, slots > 1, number, limit.most()));
        });
        return wanted;
    }

    /** Under which it is stored: a keyed index. */
    byte[] key(Counted counted) {
        return vault.index(counted.country(), Purpose.COUNT, counted.text());
    }

    /**
     * Counts each request once for each of its limits, in the requests' order and in a write transaction of the country;
     * whoever has reached one of them is counted nowhere.
     *
     * @return for each request the first limit that it has reached; empty when it is within all
     */
    List<Optional<Reached>> addAll(Country country, Duration window, List<List<Limit>> requests) {
        return addSome(country, window, requests, request -> true);
    }

    /** The same, but some requests are not counted; there must be room for each. */
    List<Optional<Reached>> addSome(
            Country country, Duration window, List<List<Limit>> requests, IntPredicate isCounted) {
        Instant now = clock.instant();
        Instant start = Counting.at(now, window).start();
        Map<Counted, Count> counts = read(country, start, window, requests);
        List<Optional<Reached>> outcomes = new ArrayList<>(requests.size());
        for (List<Limit> request : requests) {
            Optional<Reached> reached = request.stream()
                    .flatMap(limit -> count(counts, limit).reached(limit, now, window).stream())
                    .findFirst();
            if (reached.isEmpty() && isCounted.test(outcomes.size())) {
                request.forEach(limit -> count(counts, limit).addOne());
            }
            outcomes.add(reached);
        }
        write(country, start, window, counts);
        return outcomes;
    }

    private static Count count(Map<Counted, Count> counts, Limit limit) {
        return Objects.requireNonNull(counts.get(limit.counted()));
    }

    private Map<Counted, Count> read(Country country, Instant start, Duration window, List<List<Limit>> requests) {
        Map<Counted, Count> counts = new LinkedHashMap<>();
        Map<ByteBuffer, Count> ofOneRow = new HashMap<>();
        for (List<Limit> request : requests) {
            for (Limit limit : request) {
                counts.computeIfAbsent(limit.counted(), counted -> {
                    byte[] key = key(counted);
                    Count count = new Count(key, start);
                    if (counted.slots() > 1) {
                        rows.sum(country, start, window, count);
                    } else {
                        ofOneRow.put(ByteBuffer.wrap(key), count);
                    }
                    return count;
                });
            }
        }
        rows.hold(country, start, window, ofOneRow);
        return counts;
    }

    private void write(Country country, Instant start, Duration window, Map<Counted, Count> counts) {
        List<Count> present = new ArrayList<>();
        List<Count> absent = new ArrayList<>();
        counts.forEach((counted, count) -> {
            if (count.added() == 0) {
                return;
            }
            if (counted.slots() > 1) {
                rows.addToSome(country, start, window, count, counted.slots());
            } else {
                (count.isStored() ? present : absent).add(count);
            }
        });
        rows.update(country, present);
        absent.sort(
                Comparator.comparing(count -> ByteBuffer.wrap(count.key()))); // all wait for each other in one order
        if (rows.insert(country, absent) < absent.size()) {
            throw Counting.overtaken();
        }
    }

    /** Removes counts of somebody who is erased. */
    void forget(List<Counted> gone) {
        for (Counted counted : gone) {
            rows.delete(counted.country(), key(counted));
        }
    }
}
