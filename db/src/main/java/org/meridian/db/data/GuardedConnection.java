package org.meridian.db.data;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection whose statements pass the gate. Dynamic proxies: a few hundred nanoseconds a statement. */
final class GuardedConnection implements InvocationHandler {

    private final Connection target;
    private final StatementGate gate;

    private GuardedConnection(Connection target, StatementGate gate) {
        this.target = target;
        this.gate = gate;
    }

    static Connection wrap(Connection target, StatementGate gate) {
        return proxy(Connection.class, new GuardedConnection(target, gate));
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Calls through, with the target's own exception. */
    static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "createStatement", "prepareStatement", "prepareCall" -> {
                Object statement = Objects.requireNonNull(call(target, method, arguments));
                String sql = arguments != null && arguments[0] instanceof String text ? text : null;
                if (sql != null && statement instanceof PreparedStatement prepared) {
                    gate.prepared(target, prepared, sql);
                }
                Connection connection = (Connection) proxy;
                var handler = new GuardedStatement((Statement) statement, sql, connection, target, gate);
                yield proxy(typeOf(method), handler);
            }
            // Lost at its commit: nothing is left to roll back, and to fail here would hide that it was lost,
            // which is what decides whether to try again.
            case "rollback" -> isLost(arguments) ? null : call(target, method, arguments);
            default -> call(target, method, arguments);
        };
    }

    /** The pool closes a connection under its user when the server has gone. */
    private boolean isLost(Object @Nullable [] savepoint) throws SQLException {
        return savepoint == null && target.isClosed();
    }

    private static Class<? extends Statement> typeOf(Method method) {
        return switch (method.getName()) {
            case "prepareStatement" -> PreparedStatement.class;
            case "prepareCall" -> CallableStatement.class;
            default -> Statement.class;
        };
    }
}
