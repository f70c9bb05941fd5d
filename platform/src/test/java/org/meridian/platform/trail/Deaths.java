package org.meridian.platform.trail;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.StatementListener;
import org.springframework.stereotype.Component;

/** Ends what is going on just before a statement, as a process does that dies there. */
@Component
class Deaths implements StatementListener {

    private final AtomicReference<@Nullable String> before = new AtomicReference<>();

    /** Once, before the next statement that begins so. */
    void before(String beginning) {
        before.set(beginning);
    }

    boolean isDone() {
        return before.get() == null;
    }

    @Override
    public void beforeStatement(Executed statement) {
        String beginning = before.get();
        if (beginning != null
                && statement.sql().strip().startsWith(beginning)
                && before.compareAndSet(beginning, null)) {
            throw new IllegalStateException("died before " + beginning);
        }
    }
}
