package org.meridian.db.retry;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a process may spend on trying again: a twentieth of what it does, and a small purse for the beginning. When everything
 * fails for a while, hardly more reaches what fails than if nobody had tried again, so that it can come back; when one call of many
 * fails, it is tried again as ever.
 */
public final class RetryBudget {

    private static final int EARNED = 1;
    private static final int COST = 20;
    private static final int PURSE = 20 * COST;

    private final AtomicInteger purse = new AtomicInteger(PURSE);

    /** Something is done for the first time. */
    public void begun() {
        purse.getAndUpdate(held -> Math.min(PURSE, held + EARNED));
    }

    /** Whether there is enough for one more try; then it is paid. */
    public boolean pay() {
        return purse.getAndUpdate(held -> held >= COST ? held - COST : held) >= COST;
    }
}
