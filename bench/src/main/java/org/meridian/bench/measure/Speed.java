package org.meridian.bench.measure;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * How fast this machine is just now, so that reports of different days can be told apart: processors that are given to others by a host, and a cache
 * that others fill, are seen in no account of processor time. It takes about a second.
 *
 * @param memory nanoseconds until a value is there that lies in no cache: each address is only known from the one before, over 64 MB
 * @param arithmetic nanoseconds of a shift and a multiplication that wait for those before
 */
public record Speed(double memory, double arithmetic) {

    private static final int LINES = 1 << 20;
    private static final int INTS_A_LINE = 16;
    private static final int STEPS = 2_000_000;
    private static final int OPERATIONS = 100_000_000;
    private static final long FACTOR = 6_364_136_223_846_793_005L;

    /** Measured now. */
    public static Speed now() {
        int[] next = cycle(LINES, new SplittableRandom(1));
        return new Speed(time(STEPS, () -> walk(next)), time(OPERATIONS, Speed::reckon));
    }

    private static double time(int times, LongSupplier work) {
        long compiled = work.getAsLong();
        long begin = System.nanoTime();
        long result = work.getAsLong();
        double nanos = System.nanoTime() - begin;
        if (result != compiled) { // needed, or nothing of it would be done
            throw new IllegalStateException("the same work came to something else");
        }
        return nanos / times;
    }

    private static long walk(int[] next) {
        int at = 0;
        for (int i = 0; i < STEPS; i++) {
            at = next[at];
        }
        return at;
    }

    private static long reckon() {
        long value = 1;
        for (int i = 0; i < OPERATIONS; i++) {
            value = (value ^ (value >>> 31)) * FACTOR; // bare multiplications would be folded into fewer
        }
        return value;
    }

    /** Each line's first entry says where the next one is; all of them are one cycle (Sattolo). */
    static int[] cycle(int lines, SplittableRandom random) {
        int[] order = new int[lines];
        for (int i = 0; i < lines; i++) {
            order[i] = i;
        }
        for (int i = lines - 1; i > 0; i--) {
            int j = random.nextInt(i);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        int[] next = new int[lines * INTS_A_LINE];
        for (int i = 0; i < lines; i++) {
            next[i * INTS_A_LINE] = order[i] * INTS_A_LINE;
        }
        return next;
    }
}
