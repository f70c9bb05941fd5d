package org.meridian.db.test;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.meridian.db.data.StatementListener;

/** Every statement as it reached the driver, of all threads. A bean in each test that has this jar on its path. */
public final class StatementLog implements StatementListener {

    /** How the server names the threads that requests run on. */
    private static final String REQUESTS = "tomcat-handler-";

    /** Those that write for requests, who wait meanwhile. */
    private static final String WRITERS = "group-commit-";

    /** Takes what another service's relay delivers, when it delivers it: a request, but none of the test's. */
    private static final String DELIVERIES = "org.meridian.platform.outbox.EventController";

    private static final StackWalker STACK = StackWalker.getInstance();

    private final List<Executed> statements = new ArrayList<>();

    private final List<Executed> requests = new ArrayList<>();

    private final List<Executed> deliveries = new ArrayList<>();

    @Override
    public synchronized void beforeStatement(Executed statement) {
        String thread = Thread.currentThread().getName();
        if (thread.equals("audit-sealer")) {
            return; // works behind every act, at a time of its own
        }
        statements.add(statement);
        if (thread.startsWith(WRITERS)) {
            requests.add(statement);
        } else if (thread.startsWith(REQUESTS)) {
            (isDelivery() ? deliveries : requests).add(statement);
        }
    }

    private static boolean isDelivery() {
        return STACK.walk(
                frames -> frames.anyMatch(frame -> frame.getClassName().equals(DELIVERIES)));
    }

    /** Calls of the driver so far; a batch is one. */
    public synchronized int count() {
        return statements.size();
    }

    public synchronized List<Executed> statements() {
        return List.copyOf(statements);
    }

    /** Those that requests sent, themselves or by a group commit, without what jobs and relays do beside them, and deliveries, at times of their own. */
    public synchronized List<Executed> ofRequests() {
        return List.copyOf(requests);
    }

    /** Those of events that were delivered, by a test or by any service's relay. */
    public synchronized List<Executed> ofDeliveries() {
        return List.copyOf(deliveries);
    }

    public synchronized void clear() {
        statements.clear();
        requests.clear();
        deliveries.clear();
    }

    /** Fails for each statement on the service's tables that would touch more than one region's partitions. */
    public void assertPruned(String service) {
        TestCluster cluster = TestCluster.shared();
        assertPruned(
                service, cluster.owner(cluster.topology().regions().getFirst().name()));
    }

    /** The same on the node of this owner. The auditors' statements are left out. */
    public void assertPruned(String service, DataSource owner) {
        try {
            List<String> spread = new PlanCheck(service, owner).spread(statements());
            if (!spread.isEmpty()) {
                throw new AssertionError("touching more than one partition:\n" + String.join("\n", spread));
            }
        } catch (SQLException e) {
            throw new AssertionError("a statement could not be explained: " + e.getMessage(), e);
        }
    }
}
