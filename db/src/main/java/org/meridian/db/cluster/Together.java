package org.meridian.db.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** The same work for several nodes at the same time. */
final class Together {

    private Together() {}

    /** A thread for each; the first failure is thrown when all have ended. */
    static void each(Collection<String> regions, Consumer<String> work) {
        List<Thread> threads = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (String region : regions) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    work.accept(region);
                } catch (RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                } catch (LinkageError e) { // a library that is optional for db and missing here
                    synchronized (failures) {
                        failures.add(new IllegalStateException(e));
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterException("interrupted while waiting for the database", e);
            }
        }
        synchronized (failures) {
            if (!failures.isEmpty()) {
                RuntimeException first = failures.removeFirst();
                failures.forEach(first::addSuppressed);
                throw first;
            }
        }
    }
}
