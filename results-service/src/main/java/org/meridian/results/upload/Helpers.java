package org.meridian.results.upload;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Threads that do the next piece of an upload while the one before is still being worked on; one piece ahead each. */
@Component
final class Helpers implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Work that goes on in another thread, for the same request. */
    static final class Task<T> {

        private final CompletableFuture<T> future;

        private Task(CompletableFuture<T> future) {
            this.future = future;
        }

        T join() {
            try {
                return future.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw e;
            }
        }

        /** Once it is there, whenever that is, has the value disposed of. */
        void dispose(java.util.function.Consumer<T> disposal) {
            CompletableFuture<Void> _ = future.thenAccept(disposal);
        }
    }

    <T> Task<T> start(Supplier<T> work) {
        Map<String, String> request = MDC.getCopyOfContextMap();
        return new Task<>(CompletableFuture.supplyAsync(
                () -> {
                    if (request != null) {
                        MDC.setContextMap(request);
                    }
                    try {
                        return work.get();
                    } finally {
                        MDC.clear();
                    }
                },
                threads));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
