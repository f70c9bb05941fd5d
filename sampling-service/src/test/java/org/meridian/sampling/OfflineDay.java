package org.meridian.sampling;

import static org.meridian.sampling.Offline.sample;
import static org.meridian.sampling.Offline.sealing;
import static org.meridian.sampling.Offline.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;

/** What one desk did in a day without a network, by a clock that was off, in tubes of its own. */
final class OfflineDay {

    private static final int[] CAPACITIES = {1, 5, 10, 20};
    private static final Duration SKEW = Duration.ofHours(2);

    final Desk site;

    /** Whom it put into each tube, in this order. */
    final Map<String, List<ResidentId>> tubes = new LinkedHashMap<>();

    private final List<Map<String, Object>> items = new ArrayList<>();
    private final Duration clock;
    private int sequence;

    /** @param now when the day ends, by the true time */
    OfflineDay(Desk site, Instant now, Random random) {
        this.site = site;
        this.clock = Duration.ofMillis(random.nextLong(-SKEW.toMillis() + 60_000, SKEW.toMillis() - 60_000));
        Instant time = now.minus(Duration.ofHours(random.nextLong(12, 72)));
        for (int i = 0; i < 6; i++) {
            time = fill(Desk.aBarcode(), CAPACITIES[random.nextInt(CAPACITIES.length)], time, random);
        }
    }

    private Instant fill(String tube, int capacity, Instant from, Random random) {
        List<ResidentId> people = new ArrayList<>();
        Instant time = from;
        for (int i = random.nextInt(capacity); i >= 0; i--) {
            people.add(TestTokens.aResident("DEU"));
            time = time.plusSeconds(random.nextLong(5, 60));
            note(sample(tube, capacity, people.getLast(), time.plus(clock)));
        }
        note(sealing(tube, people.size(), time.plusSeconds(1).plus(clock)));
        tubes.put(tube, people);
        return time;
    }

    private void note(Map<String, Object> item) {
        items.add(with(item, "sequence", sequence++));
    }

    /** Its items in the order in which they were done, cut at random places. */
    List<List<Map<String, Object>>> batches(Random random) {
        List<List<Map<String, Object>>> batches = new ArrayList<>();
        int from = 0;
        while (from < items.size()) {
            int to = Math.min(items.size(), from + 1 + random.nextInt(15));
            batches.add(List.copyOf(items.subList(from, to)));
            from = to;
        }
        return batches;
    }

    List<Map<String, Object>> items() {
        return items;
    }
}
