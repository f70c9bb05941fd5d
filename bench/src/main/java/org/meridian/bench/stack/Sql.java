package org.meridian.bench.stack;

import com.yugabyte.PGConnection;
import com.yugabyte.copy.PGCopyOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.meridian.bench.BenchException;

/** A look into the database, and the bulk door into it, by the owner's role. */
public final class Sql {

    private final DataSource database;

    public Sql(DataSource database) {
        this.database = database;
    }

    /** What becomes of a row. */
    public interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Writes rows in COPY's text format. */
    public interface Rows {
        void write(Writer out) throws IOException;
    }

    public <T> List<T> list(String sql, Reading<T> reading, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false); // else the driver ignores the fetch size
            statement.setFetchSize(10_000);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<T> all = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(reading.read(row));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new BenchException(sql + ": " + e.getMessage(), e);
        }
    }

    public long number(String sql, Object... values) {
        return list(sql, row -> row.getLong(1), values).getFirst();
    }

    public void run(String... statements) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new BenchException(String.join("; ", statements) + ": " + e.getMessage(), e);
        }
    }

    /** COPY into one table, without the triggers that check foreign keys: who seeds knows that they hold. */
    public void copy(String table, String columns, Rows rows) {
        String sql = "COPY " + table + " (" + columns + ") FROM STDIN";
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            PGConnection driver = connection.unwrap(PGConnection.class);
            try (Writer out = new BufferedWriter(
                    new OutputStreamWriter(new PGCopyOutputStream(driver, sql, 1 << 16), StandardCharsets.UTF_8),
                    1 << 16)) {
                rows.write(out);
            }
        } catch (SQLException e) {
            throw new BenchException(sql + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(sql, e);
        }
    }
}
