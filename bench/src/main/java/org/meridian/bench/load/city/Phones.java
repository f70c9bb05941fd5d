package org.meridian.bench.load.city;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The phones of all who register: reads the codes out of the local profile's outbox by their keys, twice a second in one statement.
 * In the figures it is part of the generator and of the database.
 */
final class Phones implements AutoCloseable {

    private static final long EVERY_NANOS = 500_000_000;

    private final City city;
    private final AtomicReferenceArray<String> codes;
    private final ConcurrentLinkedQueue<Expected> expected = new ConcurrentLinkedQueue<>();
    private @Nullable Thread reader;
    private volatile boolean ended;

    private record Expected(int number, UUID challenge) {}

    Phones(City city, int count) {
        this.city = city;
        this.codes = new AtomicReferenceArray<>(count);
    }

    void listen() {
        reader = Thread.ofPlatform().daemon().name("phones").start(() -> {
            while (!ended) {
                LockSupport.parkNanos(EVERY_NANOS);
                read();
            }
        });
    }

    void expect(int number, UUID challenge) {
        expected.add(new Expected(number, challenge));
    }

    @Nullable
    String code(int number) {
        return codes.get(number);
    }

    /** Whatever has been asked for by now. */
    void read() {
        List<Expected> now = new ArrayList<>();
        for (Expected one = expected.poll(); one != null; one = expected.poll()) {
            now.add(one);
        }
        if (now.isEmpty()) {
            return;
        }
        Map<UUID, String> read = new HashMap<>();
        city.world()
                .sql()
                .list(
                        "SELECT challenge_id, code FROM " + city.table("registration", "dev_outbox")
                                + " WHERE challenge_id = ANY(?)",
                        row -> Map.entry(row.getObject(1, UUID.class), row.getString(2)),
                        (Object) now.stream().map(Expected::challenge).toArray(UUID[]::new))
                .forEach(entry -> read.put(entry.getKey(), entry.getValue()));
        now.forEach(one -> codes.set(one.number(), read.get(one.challenge())));
    }

    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(reader);
    }
}
