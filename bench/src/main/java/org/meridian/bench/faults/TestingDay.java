package org.meridian.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.meridian.bench.BenchException;

/** Desks fill tubes, laboratories test them, and whoever must comes again, until nobody is left. */
final class TestingDay {

    private static final int DESKS = 12;
    private static final int LABORATORIES = 3;

    private final Plan plan;
    private final int filesOf;
    private final BooleanSupplier mustWait;
    private final LinkedBlockingQueue<TubeJob> toFill = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<TubeJob> toTest = new LinkedBlockingQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile boolean broken;

    /**
     * @param filesOf how many tubes a file has at most
     * @param mustWait whether no desk may begin another tube yet
     */
    TestingDay(Plan plan, int filesOf, BooleanSupplier mustWait) {
        this.plan = plan;
        this.filesOf = filesOf;
        this.mustWait = mustWait;
        come(plan.first());
    }

    /** Returns when everybody has been tested as far as the plan goes. */
    void run(Supplier<Desk> desks, Supplier<Laboratory> laboratories) {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < DESKS; i++) {
                Desk desk = desks.get();
                work.add(workers.submit(watched(() -> staff(desk))));
            }
            for (int i = 0; i < LABORATORIES; i++) {
                Laboratory laboratory = laboratories.get();
                work.add(workers.submit(watched(() -> staff(laboratory))));
            }
            for (Future<?> one : work) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new BenchException("a desk or laboratory broke down: " + e.getCause(), e);
        }
    }

    /** What one that broke down held is never finished, so the others must not wait for it. */
    private Callable<Void> watched(Callable<Void> work) {
        return () -> {
            try {
                return work.call();
            } catch (RuntimeException e) {
                broken = true;
                throw e;
            }
        };
    }

    private boolean goesOn() {
        return unfinished.get() > 0 && !broken;
    }

    private void come(List<TubeJob> jobs) {
        unfinished.addAndGet(jobs.size());
        toFill.addAll(jobs);
    }

    private @org.jspecify.annotations.Nullable Void staff(Desk desk) throws InterruptedException {
        while (goesOn()) {
            TubeJob job = mustWait.getAsBoolean() ? null : toFill.poll(50, TimeUnit.MILLISECONDS);
            if (job == null) {
                LockSupport.parkNanos(5_000_000);
                continue;
            }
            if (!desk.fill(job)) {
                unfinished.decrementAndGet(); // what became of it is unknown; nobody goes on with such a tube
            } else if (job.isVoid()) {
                desk.voidTube(job);
                finish(job);
            } else {
                toTest.add(job);
            }
        }
        return null;
    }

    private @org.jspecify.annotations.Nullable Void staff(Laboratory laboratory) throws InterruptedException {
        boolean keyed = false;
        while (goesOn()) {
            TubeJob first = toTest.poll(50, TimeUnit.MILLISECONDS);
            if (first == null) {
                continue;
            }
            List<TubeJob> file = new ArrayList<>(List.of(first));
            toTest.drainTo(file, filesOf - 1);
            keyed = !keyed;
            laboratory.upload(file, keyed);
            for (TubeJob job : file) {
                if (!job.correctedTo().isEmpty()) {
                    laboratory.correct(job);
                }
                finish(job);
            }
        }
        return null;
    }

    private void finish(TubeJob job) {
        come(plan.after(job));
        unfinished.decrementAndGet();
    }
}
