package org.meridian.db.data;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what is bound to a statement, and lets it pass the gate before it runs. */
final class GuardedStatement implements InvocationHandler {

    private final Statement target;
    private final @Nullable String sql;
    private final Connection guarded;
    private final Connection connection;
    private final StatementGate gate;

    private @Nullable Object[] bound = new @Nullable Object[16];
    private int highest;
    private final List<List<@Nullable Object>> batch = new ArrayList<>();
    private final List<String> plainBatch = new ArrayList<>();

    /** @param sql the prepared text, null for a plain statement */
    GuardedStatement(
            Statement target, @Nullable String sql, Connection guarded, Connection connection, StatementGate gate) {
        this.target = target;
        this.sql = sql;
        this.guarded = guarded;
        this.connection = connection;
        this.gate = gate;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "getConnection" -> {
                return guarded;
            }
            case "clearParameters" -> clear();
            case "addBatch" -> addBatch(arguments);
            case "clearBatch" -> clearBatch();
            case "executeBatch", "executeLargeBatch" -> passBatch();
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> pass(arguments);
            default -> remember(method, arguments);
        }
        return GuardedConnection.call(target, method, arguments);
    }

    private void remember(Method method, Object @Nullable [] arguments) {
        if (arguments == null || arguments.length < 2 || !method.getName().startsWith("set")) {
            return;
        }
        if (arguments[0] instanceof Integer position && position > 0) {
            if (position > bound.length) {
                bound = Arrays.copyOf(bound, Math.max(position, bound.length * 2));
            }
            bound[position - 1] = method.getName().equals("setNull") ? null : arguments[1];
            highest = Math.max(highest, position);
        }
    }

    private List<@Nullable Object> parameters() {
        return Collections.unmodifiableList(Arrays.asList(Arrays.copyOf(bound, highest)));
    }

    private void clear() {
        Arrays.fill(bound, null);
        highest = 0;
    }

    private void addBatch(Object @Nullable [] arguments) {
        if (arguments != null && arguments[0] instanceof String text) {
            plainBatch.add(text);
        } else {
            batch.add(parameters());
        }
    }

    private void clearBatch() {
        batch.clear();
        plainBatch.clear();
    }

    private void passBatch() throws SQLException {
        if (sql != null && !batch.isEmpty()) {
            gate.pass(connection, sql, List.copyOf(batch));
        }
        for (String text : plainBatch) {
            gate.pass(connection, text, List.of(List.of()));
        }
        clearBatch();
    }

    private void pass(Object @Nullable [] arguments) throws SQLException {
        String text = arguments != null && arguments.length > 0 && arguments[0] instanceof String given ? given : sql;
        if (text != null) {
            gate.pass(connection, text, List.of(parameters()));
        }
    }
}
