package org.meridian.platform.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many at once, who all start together. */
public final class Together {

    private Together() {}

    /**
     * What each has brought, in their order.
     *
     * @throws IllegalStateException when one fails
     */
    public static <T> List<T> atOnce(List<? extends Callable<T>> work) {
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = work.stream()
                    .map(one -> threads.submit(() -> {
                        go.await();
                        return one.call();
                    }))
                    .toList();
            go.countDown();
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So many callers, by number. */
    public static <T> List<T> atOnce(int callers, IntFunction<T> call) {
        return atOnce(IntStream.range(0, callers)
                .<Callable<T>>mapToObj(number -> () -> call.apply(number))
                .toList());
    }
}
