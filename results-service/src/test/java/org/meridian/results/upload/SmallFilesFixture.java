package org.meridian.results.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.results.ResultsFixture;
import org.springframework.beans.factory.annotation.Autowired;

/** Callers at the same time, about tubes of five. */
abstract class SmallFilesFixture extends ResultsFixture {

    static final Country DEU = Country.of("DEU");
    static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    @Autowired
    CountryTransactions transactions;

    void sealed(String name, int count) {
        IntStream.range(0, count).forEach(i -> SAMPLING.sealed(name + "-" + i, 5, sampled, residents("DEU", 5)));
    }

    static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> CompletableFuture<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
    }
}
