package org.meridian.bench.history;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.stack.Answer;

/**
 * Sends an operation until its fate is known, as an app does on a bad day: no answer, or one that says nothing about what
 * was done, is followed by another try. Some give up at the first of those, and some send again what was acknowledged.
 */
public final class Sender {

    private final Consumer<Violation> seen;
    private final Observer observer;
    private final long end;
    private final Random random;

    /** Is told of every try. */
    public interface Observer {
        void called(long nanos, boolean good);
    }

    /**
     * For one thread.
     *
     * @param seen is told what is wrong by itself
     * @param end when nobody goes on trying, by {@link System#nanoTime}
     */
    public Sender(Consumer<Violation> seen, Observer observer, long end, long seed) {
        this.seen = seen;
        this.observer = observer;
        this.end = end;
        this.random = new Random(seed);
    }

    /** One try. */
    public interface Call {
        Answer make() throws IOException;
    }

    /** @param answer the last that told something; missing for {@code UNKNOWN} */
    public record Sent(Fate fate, @Nullable Answer answer, int times) {

        /** Of one whose fate is known. */
        public Answer told() {
            return Objects.requireNonNull(answer);
        }
    }

    /**
     * Keeps on until it is known.
     *
     * @param keyed whether a repetition must get the same answer, byte for byte
     */
    public Sent send(boolean keyed, Call call) {
        return send(keyed, call, false);
    }

    /** Gives up at the first answer that does not tell, if chance will have it so. */
    public Sent sendOrGiveUp(boolean keyed, Call call) {
        return send(keyed, call, chance(20));
    }

    private Sent send(boolean keyed, Call call, boolean givesUp) {
        int times = 0;
        while (times == 0 || System.nanoTime() < end) {
            times++;
            Answer answer = attempt(call);
            if (answer != null && answer.status() == 500) {
                seen.accept(new Violation(Violation.Kind.FAILED, answer.toString()));
            }
            if (answer != null && answer.status() < 300) {
                for (int more = chance(15) ? 1 + random.nextInt(2) : 0; more > 0; more--) {
                    times++;
                    again(keyed, call, answer);
                }
                return new Sent(Fate.ACKNOWLEDGED, answer, times);
            }
            if (answer != null && isRefusal(answer)) {
                return new Sent(Fate.REFUSED, answer, times);
            }
            if (givesUp) {
                return new Sent(Fate.UNKNOWN, null, times);
            }
            LockSupport.parkNanos(
                    Duration.ofMillis(50 + Math.min(times, 10) * 25L).toNanos());
        }
        return new Sent(Fate.UNKNOWN, null, times);
    }

    private void again(boolean keyed, Call call, Answer first) {
        Answer second = attempt(call);
        boolean differs =
                second != null && (isRefusal(second) || (keyed && second.status() < 300 && !second.equals(first)));
        if (differs) {
            seen.accept(new Violation(Violation.Kind.REPEATED_DIFFERENTLY, "first " + first + ", then " + second));
        }
    }

    private @Nullable Answer attempt(Call call) {
        long begin = System.nanoTime();
        Answer answer = null;
        try {
            answer = call.make();
        } catch (IOException e) {
            // whether it arrived, nobody knows
        }
        observer.called(System.nanoTime() - begin, answer != null && answer.status() < 500);
        return answer;
    }

    /** 4xx says no; but "still running" and "not now" don't say anything yet. */
    private static boolean isRefusal(Answer answer) {
        boolean notYet = answer.status() == 429 || answer.text("type").endsWith("request-in-progress");
        return answer.status() >= 400 && answer.status() < 500 && !notYet;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
