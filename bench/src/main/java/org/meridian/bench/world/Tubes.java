package org.meridian.bench.world;

import java.time.Instant;
import java.util.Locale;

/**
 * Tubes to be seeded, by their number from 0: which barcode, how many places, who is in it. People are numbered from
 * {@code firstPerson}, nobody is in two tubes.
 *
 * @param poolEvery each so-manieth tube is a full pool of {@code poolSize}, the others hold one person; 0 for no pools
 */
public record Tubes(String prefix, int count, int poolEvery, int poolSize, long firstPerson, Instant sampledAt) {

    public String barcode(int number) {
        return String.format(Locale.ROOT, "%s-%08d", prefix, number);
    }

    public boolean isPool(int number) {
        return poolEvery > 0 && number % poolEvery == 0;
    }

    public int capacity(int number) {
        return isPool(number) ? poolSize : 1;
    }

    /** The number of the first person in this tube. */
    public long firstPerson(int number) {
        long poolsBefore = poolEvery > 0 ? (number + poolEvery - 1) / poolEvery : 0;
        return firstPerson + number + poolsBefore * (poolSize - 1);
    }

    /** How many people are in all of them. */
    public long people() {
        return firstPerson(count) - firstPerson;
    }
}
