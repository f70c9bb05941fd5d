package org.meridian.platform.load;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Whether the processors have little left to do with, looked at a few times a second, by whoever asks. */
public final class BusyMachine {

    private static final long EVERY = Duration.ofMillis(250).toNanos();

    /** Once busy it stays so until clearly less is used, for a while: keeping shares is what makes the load go down. */
    private static final double UNTIL = 0.7;

    private static final long A_WHILE = Duration.ofSeconds(2).toNanos();

    private final DoubleSupplier load;
    private final double busyFrom;
    private final LongSupplier nanoTime;
    private final AtomicLong next;
    private long muchUntil;
    private volatile boolean busy;

    /** @param load how much of the processors is in use, 0 to 1; negative when nobody knows */
    public BusyMachine(LoadSettings settings, DoubleSupplier load, LongSupplier nanoTime) {
        this.busyFrom = settings.busy() / 100.0;
        this.load = load;
        this.nanoTime = nanoTime;
        this.next = new AtomicLong(nanoTime.getAsLong());
    }

    /** This machine, or what a container is given of it. */
    public static BusyMachine here(LoadSettings settings) {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return new BusyMachine(settings, system::getCpuLoad, System::nanoTime);
    }

    /** Where nobody knows, it counts as busy: shares are then always kept. */
    public boolean isBusy() {
        long due = next.get();
        long now = nanoTime.getAsLong();
        if (now - due >= 0 && next.compareAndSet(due, now + EVERY)) {
            look(now);
        }
        return busy;
    }

    /** By one at a time: who looks next has seen what this one set last. */
    private void look(long now) {
        boolean before = busy;
        double used = load.getAsDouble();
        if (used < 0 || used >= (before ? busyFrom * UNTIL : busyFrom)) {
            muchUntil = now + A_WHILE;
            busy = true;
        } else {
            busy = before && muchUntil - now > 0;
        }
    }
}
