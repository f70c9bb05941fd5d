package org.meridian.platform.commit;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/** Callers on virtual threads, as requests are. */
final class Callers {

    private Callers() {}

    /** A call that runs, and the thread it runs on. */
    record Call<T>(Thread thread, CompletableFuture<T> answer) {

        /** @throws RuntimeException what the call threw */
        T get() {
            try {
                return answer.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        boolean isDone() {
            return answer.isDone();
        }
    }

    static <T> Call<T> call(Callable<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                answer.complete(work.call());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return new Call<>(thread, answer);
    }

    static <T> List<Call<T>> calls(int count, java.util.function.IntFunction<T> work) {
        return IntStream.range(0, count)
                .mapToObj(i -> call(() -> work.apply(i)))
                .toList();
    }
}
