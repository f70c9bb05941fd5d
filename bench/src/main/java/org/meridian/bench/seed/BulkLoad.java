package org.meridian.bench.seed;

import com.yugabyte.PGConnection;
import com.yugabyte.copy.PGCopyOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.meridian.bench.BenchException;

/**
 * Fills tables of one partition in one transaction: emptied, without keys and indexes, frozen rows by COPY, then keys and
 * indexes again. Either all of it is there at the end or nothing; nothing is held in memory but a few buffers.
 */
final class BulkLoad {

    private final DataSource owner;
    private final Function<Sheet, String> partition;
    private final Ledger ledger;
    private final Progress progress;

    /** @param partition where a table's rows of the city's country lie */
    BulkLoad(DataSource owner, Function<Sheet, String> partition, Ledger ledger, Progress progress) {
        this.owner = owner;
        this.partition = partition;
        this.ledger = ledger;
        this.progress = progress;
    }

    /** @throws BenchException when a table has rows already, which are never deleted for others */
    void fill(List<Sheet> sheets) {
        List<String> partitions = sheets.stream().map(partition).toList();
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (ledger.has(statement, sheets.getFirst())) {
                progress.say(sheets.getFirst().name() + " is there already");
                return;
            }
            for (String each : partitions) {
                refuseUnlessEmpty(statement, each);
            }
            statement.execute("SET LOCAL maintenance_work_mem = '512MB'");
            statement.execute("SET LOCAL max_parallel_maintenance_workers = 1");
            statement.execute("SET LOCAL session_replication_role = replica");
            // rows of a table that was emptied in the same transaction need neither WAL nor a later freeze
            statement.execute("TRUNCATE " + String.join(", ", partitions));
            Keys keys = Keys.of(connection, partitions);
            keys.drop(statement);
            for (Sheet sheet : sheets) {
                copy(connection, sheet, true);
            }
            progress.at(sheets, "keys and indexes");
            keys.putBack(statement);
            for (Sheet sheet : sheets) {
                ledger.note(statement, sheet);
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute(
                    "ANALYZE " + String.join(", ", partitions)); // the partition, at its home: never the parent
            progress.done(sheets);
        } catch (SQLException | IOException e) {
            throw new BenchException(
                    sheets.stream().map(Sheet::name).collect(Collectors.joining(", "))
                            + " could not be filled and is as empty as before: " + e.getMessage(),
                    e);
        }
    }

    /** Adds rows to a table that others use too, with its keys in place. */
    void add(Sheet sheet) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (!ledger.has(statement, sheet)) {
                copy(connection, sheet, false);
                ledger.note(statement, sheet);
            }
            connection.commit();
            progress.added(sheet);
        } catch (SQLException | IOException e) {
            throw new BenchException(sheet.name() + " could not be filled: " + e.getMessage(), e);
        }
    }

    private void copy(Connection connection, Sheet sheet, boolean frozen) throws SQLException, IOException {
        String sql = "COPY " + partition.apply(sheet) + " (" + sheet.columns() + ") FROM STDIN (FORMAT binary"
                + (frozen ? ", FREEZE)" : ")");
        PGConnection driver = connection.unwrap(PGConnection.class);
        try (PGCopyOutputStream out = new PGCopyOutputStream(driver, sql, 1 << 16)) {
            CopyRow row = new CopyRow(out);
            int fields = sheet.fields();
            for (long n = 0; n < sheet.rows(); n++) {
                row.begin(fields);
                sheet.fill().write(n, row);
                if (n % Progress.STEP == 0) {
                    progress.at(sheet, n);
                }
            }
            row.end();
        }
    }

    private static void refuseUnlessEmpty(Statement statement, String partition) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM " + partition + ")")) {
            row.next();
            if (row.getBoolean(1)) {
                throw new BenchException(partition + " has rows that bench/seed did not write as it is asked to now."
                        + " Take another region's country, or begin anew with --fresh.");
            }
        }
    }
}
