package org.meridian.bench.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.meridian.bench.BenchException;

/** Does things a few at a time; what has begun ends, and then the first failure is told. */
final class AtOnce {

    private AtOnce() {}

    static <T> void run(int atOnce, List<T> things, Consumer<T> work) {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            things.forEach(thing -> running.add(threads.submit(() -> work.accept(thing))));
        }
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new BenchException("failed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchException("interrupted", e);
            }
        }
    }
}
