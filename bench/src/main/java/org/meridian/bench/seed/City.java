package org.meridian.bench.seed;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.world.People;

/**
 * Who lives there and what has happened to them; everything follows from a person's number, so the same seed gives the same
 * city. All have registered and been tested once: the first ones within the last days, five in a tube, whose tubes and
 * samples are there; the others before, of whom only the result is left.
 *
 * @param days of tubes, samples and check-ins
 * @param now when the seeding began
 */
public record City(String country, long residents, long seed, int days, Instant now) {

    /** Of a tube. */
    static final int MEMBERS = 5;

    /** 300,000 tubes a day for 25 million. */
    private static final long TUBES_A_DAY_OF_1000 = 12;

    private static final long CHECK_INS_A_DAY_OF_1000 = 60;

    /** 20,000 sampling teams for 25 million, and as many places to go to as there are hundreds of people. */
    private static final long RESIDENTS_A_SITE = 1250;

    private static final long RESIDENTS_A_PLACE = 1000;

    /** More tubes than people would be needed. */
    static final int MOST_DAYS = 14;

    private static final Duration OLDEST = Duration.ofDays(MOST_DAYS - 1L);
    private static final int POSITIVE_OF_OLD = 100;

    public City {
        if (residents < 1 || days < 0 || days > MOST_DAYS) {
            throw new IllegalArgumentException("at least one resident, and 0 to " + MOST_DAYS + " days");
        }
    }

    public UUID person(long number) {
        return new People(seed, country).id(number);
    }

    long tubes() {
        return residents * TUBES_A_DAY_OF_1000 * days / 1000;
    }

    long samples() {
        return tubes() * MEMBERS;
    }

    long checkIns() {
        return residents * CHECK_INS_A_DAY_OF_1000 * days / 1000;
    }

    long sites() {
        return 1 + residents / RESIDENTS_A_SITE;
    }

    public long places() {
        return 1 + residents / RESIDENTS_A_PLACE;
    }

    boolean isRecent(long person) {
        return person < samples();
    }

    /** One of a hundred of the earlier ones; a positive pool would need its retests. */
    boolean isPositive(long person) {
        return !isRecent(person) && person % POSITIVE_OF_OLD == 0;
    }

    String outcome(long person) {
        return isPositive(person) ? "POSITIVE" : "NEGATIVE";
    }

    String method(long person) {
        return isPositive(person) ? "SINGLE" : "POOLED";
    }

    Instant sampledAt(long person) {
        return isRecent(person) ? sampledInTube(person / MEMBERS) : spread(person, residents, days, MOST_DAYS);
    }

    /** Hours later. */
    Instant testedAt(long person) {
        return later(sampledAt(person));
    }

    @Nullable
    Instant positiveAt(long person) {
        return isPositive(person) ? sampledAt(person) : null;
    }

    Instant sampledInTube(long tube) {
        return spread(tube, tubes(), 0, Math.max(1, days));
    }

    static Instant later(Instant sampledAt) {
        return sampledAt.plus(Duration.ofHours(5));
    }

    Instant checkedInAt(long checkIn) {
        return spread(checkIn, checkIns(), 0, Math.max(1, days));
    }

    /** Evenly over the days from {@code latest} to {@code earliest} before now, six hours ago at the latest. */
    private Instant spread(long number, long of, int latest, int earliest) {
        Instant begin = now.minus(Duration.ofDays(earliest));
        Duration span = Duration.ofDays(earliest - latest).minus(Duration.ofHours(6));
        return begin.plusMillis((long) (span.toMillis() * ((double) number / Math.max(1, of))));
    }

    Instant registeredAt(long person) {
        return now.minus(OLDEST).minusSeconds(residents - person);
    }

    String barcode(long tube) {
        return String.format(Locale.ROOT, "CITY-%s-%09d", country, tube);
    }

    /** An id in order of time, as the services make them. */
    UUID inOrder(Instant at, String what, long number) {
        return new UUID(
                (at.toEpochMilli() << 16) | ((number >>> 40) & 0xFFFF),
                random(what.hashCode() * 0x1_0000_0001L, number));
    }

    UUID sample(long person) {
        return inOrder(sampledAt(person), "sample", person);
    }

    UUID result(long tube, Instant at) {
        return inOrder(at, "result", tube);
    }

    /** Of the result of somebody's tube; an earlier one's is not there any more. */
    UUID resultOf(long person) {
        return result(isRecent(person) ? person / MEMBERS : person, testedAt(person));
    }

    UUID site(long number) {
        return new UUID(random(1, number), random(2, number));
    }

    public UUID place(long number) {
        return new UUID(random(3, number), random(4, number));
    }

    /** 64 bits that look like chance. */
    public long random(long what, long number) {
        return People.mix(seed * 1_000_003 + what * 0x9E37_79B9L + number);
    }

    /** As many bytes that look like a cipher's. */
    byte[] cipher(int length, long what, long number) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i += Long.BYTES) {
            long bits = random(what * 64 + i, number);
            for (int b = i; b < Math.min(length, i + Long.BYTES); b++) {
                bytes[b] = (byte) (bits >>> ((b - i) * Byte.SIZE));
            }
        }
        return bytes;
    }
}
