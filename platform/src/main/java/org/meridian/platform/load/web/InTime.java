package org.meridian.platform.load.web;

import org.meridian.db.data.StatementListener;
import org.meridian.platform.load.Deadline;

/**
 * Nothing is asked of the database for a request whose caller has stopped waiting: no connection is waited for, no
 * statement sent. What was written before it in the same transaction is rolled back; nobody was told that it was done.
 */
final class InTime implements StatementListener {

    @Override
    public void beforeConnection() {
        Deadline.check();
    }

    @Override
    public void beforeStatement(Executed statement) {
        Deadline.check();
    }
}
