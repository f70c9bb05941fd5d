package org.meridian.results.sampling;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.meridian.db.topology.Country;
import org.meridian.platform.load.Deadline;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.results.sampling.TubeClient.Query;
import org.meridian.results.sampling.TubeClient.Tube;
import org.springframework.stereotype.Component;

/**
 * Asks sampling-service about tubes, for many requests with one call. Each country has one call under way; what is asked
 * meanwhile goes with the next, which begins no sooner than a rest after the one before did. Whoever asks after a silence
 * waits for nothing. Nothing is remembered: a tube is asked for when its result comes, which is once, and may be void by
 * then.
 */
@Component
public final class GatheredTubes {

    /** What sampling-service takes in one call, see {@link TubeClient#lookup}. */
    private static final int MOST_BARCODES = 1_000;

    /** Questions of a country that wait at most; with more, whoever comes is refused at once. */
    private static final int MOST_WAITING = 4_096;

    /** A call under way, then the own one: as long as both may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    private final RegionalClients<TubeClient> sampling;
    private final long rest;
    private final DistributionSummary asked;
    private final Map<Country, Counter> counters = new ConcurrentHashMap<>();

    GatheredTubes(RegionalClients<TubeClient> sampling, LookupProperties properties, MeterRegistry meters) {
        this.sampling = sampling;
        this.rest = properties.rest().toNanos();
        this.asked = DistributionSummary.builder("meridian.lookup.tubes")
                .description("tubes that one call asked for")
                .register(meters);
        Gauge.builder("meridian.lookup.waiting", this, GatheredTubes::waiting)
                .description("requests whose tubes wait to be asked for")
                .register(meters);
    }

    private int waiting() {
        return counters.values().stream().mapToInt(Counter::waiting).sum();
    }

    /**
     * The tubes of the country with these barcodes, by barcode; unknown ones are left out.
     *
     * @param barcodes few: at most a thousand
     * @throws ProblemException 503 when sampling-service does not answer, or too many wait for it
     */
    public Map<String, Tube> of(Country country, Set<String> barcodes) {
        if (barcodes.isEmpty()) {
            return Map.of();
        }
        Deadline.check();
        Question question = new Question(Set.copyOf(barcodes));
        counters.computeIfAbsent(country, Counter::new).ask(question);
        return question.await();
    }

    /** One request's. */
    private record Question(Set<String> barcodes, CompletableFuture<Map<String, Tube>> answer) {

        Question(Set<String> barcodes) {
            this(barcodes, new CompletableFuture<>());
        }

        Map<String, Tube> await() {
            long patience = Deadline.remaining()
                    .map(left -> Math.min(left.toNanos(), PATIENCE.toNanos()))
                    .orElseGet(PATIENCE::toNanos);
            try {
                return answer.get(patience, TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
            } catch (TimeoutException e) {
                answer.cancel(false); // nobody waits: it is not asked any more
                throw overloaded("The tubes could not be looked up in time.");
            } catch (InterruptedException e) {
                answer.cancel(false);
                Thread.currentThread().interrupt();
                throw overloaded("Nobody waits for it any more.");
            }
        }
    }

    private static ProblemException overloaded(String detail) {
        return new ProblemException(ProblemType.OVERLOADED, detail).retryAfter(Duration.ofSeconds(1));
    }

    /** Where a country's questions are gathered. Its thread begins when something waits, and ends when nothing does. */
    private final class Counter {

        private final Country country;
        private final ReentrantLock lock = new ReentrantLock();
        private final Deque<Question> waiting = new ArrayDeque<>();
        private boolean busy;
        private long begun = System.nanoTime() - rest;

        Counter(Country country) {
            this.country = country;
        }

        void ask(Question question) {
            lock.lock();
            try {
                if (waiting.size() >= MOST_WAITING) {
                    throw overloaded("Too many are waiting for tubes to be looked up.");
                }
                waiting.addLast(question);
                if (busy) {
                    return;
                }
                busy = true;
            } finally {
                lock.unlock();
            }
            Thread.ofVirtual().name("tube-lookup-" + country).start(this::work);
        }

        private void work() {
            for (List<Question> some = next(); !some.isEmpty(); some = next()) {
                answer(some);
            }
        }

        /** Those that wait when the rest is over; none any more, and then the thread has ended. */
        private List<Question> next() {
            long left = begun + rest - System.nanoTime();
            try {
                if (left > 0 && waiting() > 0) {
                    TimeUnit.NANOSECONDS.sleep(left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // only ever at the process's end
            }
            lock.lock();
            try {
                List<Question> taken = take();
                busy = !taken.isEmpty();
                begun = busy ? System.nanoTime() : begun;
                return taken;
            } finally {
                lock.unlock();
            }
        }

        int waiting() {
            lock.lock();
            try {
                return waiting.size();
            } finally {
                lock.unlock();
            }
        }

        private List<Question> take() {
            List<Question> taken = new ArrayList<>();
            int barcodes = 0;
            while (!waiting.isEmpty()
                    && barcodes + waiting.getFirst().barcodes().size() <= MOST_BARCODES) {
                Question next = waiting.removeFirst();
                if (!next.answer().isDone()) { // else its caller has gone
                    taken.add(next);
                    barcodes += next.barcodes().size();
                }
            }
            return taken;
        }

        private void answer(List<Question> questions) {
            try {
                Map<String, Tube> tubes = lookup(questions);
                questions.forEach(question -> question.answer().complete(tubes));
            } catch (RuntimeException | Error failure) {
                questions.forEach(question -> question.answer().completeExceptionally(failure));
            }
        }

        private Map<String, Tube> lookup(Collection<Question> questions) {
            Set<String> barcodes = new LinkedHashSet<>();
            questions.forEach(question -> barcodes.addAll(question.barcodes()));
            Query query = new Query(country, List.copyOf(barcodes));
            asked.record(barcodes.size());
            Map<String, Tube> tubes = HashMap.newHashMap(barcodes.size());
            sampling.call(country, client -> client.lookup(query)).forEach(tube -> tubes.put(tube.barcode(), tube));
            return tubes;
        }
    }
}
