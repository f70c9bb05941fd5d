package org.meridian.results.receipt;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.web.Cursor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The accounts of uploads, to be read at any time. */
@Repository
public class Receipts {

    private static final String OTHERWISE = "Its writing was interrupted.";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Receipts(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** The receipt of a file that this subject uploaded; anybody else's is as if it did not exist. */
    public Optional<Receipt> find(ReceiptId id, String uploadedBy) {
        return jdbc.sql("""
                        SELECT received, accepted, duplicate, rejected, sha256, rejections, truncated, state, lease_until,
                               total, checked, received_at, problem
                          FROM upload_receipt
                         WHERE id = :id AND country_code = :country AND uploaded_by = :by
                        """)
                .param("id", id.id())
                .param("country", id.countryCode())
                .param("by", uploadedBy)
                .query((row, n) -> receipt(id, row))
                .optional();
    }

    private Receipt receipt(ReceiptId id, ResultSet row) throws SQLException {
        State state = state(row, clock.instant());
        int received = row.getInt("received");
        int total = state == State.DONE ? received : row.getInt("total");
        String problem = row.getString("problem");
        return new Receipt(
                id,
                received,
                row.getInt("accepted"),
                row.getInt("duplicate"),
                row.getInt("rejected"),
                row.getString("sha256"),
                Arrays.asList(json.readValue(row.getString("rejections"), Rejection[].class)),
                row.getBoolean("truncated"),
                state,
                total,
                Receipt.percent(state, row.getInt("checked"), received, total),
                row.getTimestamp("received_at").toInstant(),
                state == State.INTERRUPTED && problem == null ? OTHERWISE : problem);
    }

    private static State state(ResultSet row, Instant now) throws SQLException {
        State state = State.valueOf(row.getString("state"));
        Timestamp lease = row.getTimestamp("lease_until");
        return state == State.RUNNING && lease != null && !lease.toInstant().isAfter(now) ? State.INTERRUPTED : state;
    }

    /** A receipt as it is listed. */
    public Optional<Summary> summary(ReceiptId id) {
        return jdbc.sql("""
                        SELECT received, accepted, duplicate, rejected, sha256, state, lease_until, total, checked,
                               received_at
                          FROM upload_receipt
                         WHERE id = :id AND country_code = :country
                        """)
                .param("id", id.id())
                .param("country", id.countryCode())
                .query((row, n) -> summary(id, row))
                .optional();
    }

    /**
     * One laboratory worker's uploads, the newest first: one more than a page has.
     *
     * @param wanted only those in this state
     */
    public List<Summary> of(Country country, String uploadedBy, @Nullable State wanted, @Nullable Cursor cursor) {
        UUID before = cursor == null ? null : ReceiptId.of(cursor.after()).id();
        return jdbc.sql("""
                        SELECT id, received, accepted, duplicate, rejected, sha256, state, lease_until, total, checked,
                               received_at
                          FROM upload_receipt
                         WHERE uploaded_by = :by AND country_code = :country
                           AND (CAST(:before AS uuid) IS NULL OR id < CAST(:before AS uuid))
                           AND (CAST(:state AS text) IS NULL OR state = :state)
                           AND (CAST(:over AS boolean) IS NULL OR (lease_until <= CAST(:now AS timestamptz)) = :over)
                         ORDER BY id DESC
                         LIMIT :limit
                        """)
                .param("by", uploadedBy)
                .param("country", country.code())
                .param("before", before)
                .param("state", wanted == null ? null : (wanted == State.INTERRUPTED ? State.RUNNING : wanted).name())
                .param("over", wanted == State.INTERRUPTED ? Boolean.TRUE : wanted == State.RUNNING ? false : null)
                .param("now", Timestamp.from(clock.instant()))
                .param("limit", Cursor.PAGE + 1)
                .query((row, n) -> summary(new ReceiptId(row.getObject("id", UUID.class), country.code()), row))
                .list();
    }

    private Summary summary(ReceiptId id, ResultSet row) throws SQLException {
        State state = state(row, clock.instant());
        int received = row.getInt("received");
        int total = state == State.DONE ? received : row.getInt("total");
        return new Summary(
                id,
                state,
                row.getTimestamp("received_at").toInstant(),
                total,
                received,
                row.getInt("accepted"),
                row.getInt("duplicate"),
                row.getInt("rejected"),
                Receipt.percent(state, row.getInt("checked"), received, total),
                row.getString("sha256"));
    }
}
