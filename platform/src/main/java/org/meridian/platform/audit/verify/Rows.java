package org.meridian.platform.audit.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows of a query in their order, some thousand at a time in memory, with a look at the next one. */
final class Rows<T> implements AutoCloseable {

    private static final int FETCHED = 2_000;

    /** Makes one of a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final PreparedStatement statement;
    private final ResultSet result;
    private final Reader<T> reader;
    private @Nullable T next;

    /** @param connection not in autocommit mode: only so is a result read in portions */
    Rows(Connection connection, String sql, String country, Reader<T> reader) throws SQLException {
        this.reader = reader;
        statement = connection.prepareStatement(sql);
        statement.setFetchSize(FETCHED);
        statement.setString(1, country);
        result = statement.executeQuery();
        advance();
    }

    /** The next row without taking it; null at the end. */
    @Nullable
    T peek() {
        return next;
    }

    @Nullable
    T take() throws SQLException {
        T taken = next;
        if (taken != null) {
            advance();
        }
        return taken;
    }

    private void advance() throws SQLException {
        next = result.next() ? reader.read(result) : null;
    }

    @Override
    public void close() throws SQLException {
        try (statement;
                result) {
            next = null;
        }
    }
}
