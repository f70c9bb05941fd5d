package org.meridian.results.receipt;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where uploads are written down while they go on. Whoever writes an upload holds a lease and renews it; when it is over,
 * the upload is interrupted, and the next request with the same file may take it over. A worker that has lost its upload
 * learns it in the transaction of its next chunk, which is undone.
 */
@Repository
public class Ledger {

    /** How long a worker may not be heard of. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final JsonMapper json;
    private final IdGenerator ids;
    private final Clock clock;

    Ledger(JdbcClient jdbc, CountryTransactions transactions, JsonMapper json, IdGenerator ids, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** A file that is to be written. */
    public record Upload(Country country, String uploadedBy, String sha256, int total, int chunkRows) {

        /** An upload whose rows are written. */
        public record Counted(Claim claim, String uploadedBy, Tally tally) {}
    }

    /** An upload that is not written down before it is done, because it takes an instant. */
    public Claim unwritten(Upload upload, int named) {
        return new Claim(
                ids.next(upload.country(), ReceiptId::new),
                ids.nextUuid(),
                upload.sha256(),
                upload.total(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                upload.chunkRows(),
                0,
                new Tally(named));
    }

    /** Writes a new upload down, in a write transaction. */
    public void open(Claim claim, String uploadedBy) {
        insert(claim.id().country(), List.of(new Upload.Counted(claim, uploadedBy, claim.tally())), State.RUNNING);
    }

    /** Takes over an upload of the same file by the same uploader whose worker is gone; in a write transaction. */
    public Optional<Claim> takeOver(Upload upload, int named) {
        UUID worker = ids.nextUuid();
        Instant now = clock.instant();
        return jdbc.sql("""
                        UPDATE upload_receipt
                           SET worker = :worker, lease_until = :lease, problem = NULL
                         WHERE id = (SELECT id FROM upload_receipt
                                      WHERE uploaded_by = :by AND sha256 = :sha256 AND state = 'RUNNING' AND total = :total
                                        AND lease_until <= :now AND country_code = :country
                                      ORDER BY id LIMIT 1)
                           AND state = 'RUNNING' AND lease_until <= :now AND country_code = :country
                        RETURNING id, received_at, chunk_rows, chunks, accepted, duplicate, rejected, rejections
                        """)
                .param("worker", worker)
                .param("lease", Timestamp.from(now.plus(LEASE)))
                .param("by", upload.uploadedBy())
                .param("sha256", upload.sha256())
                .param("total", upload.total())
                .param("now", Timestamp.from(now))
                .param("country", upload.country().code())
                .query((row, n) -> claim(upload, worker, named, row))
                .optional();
    }

    private Claim claim(Upload upload, UUID worker, int named, ResultSet row) throws SQLException {
        Rejection[] first = json.readValue(row.getString("rejections"), Rejection[].class);
        Rejections rejections = new Rejections(named, Arrays.asList(first), row.getInt("rejected"));
        return new Claim(
                new ReceiptId(row.getObject("id", UUID.class), upload.country().code()),
                worker,
                upload.sha256(),
                upload.total(),
                row.getTimestamp("received_at").toInstant(),
                row.getInt("chunk_rows"),
                row.getInt("chunks"),
                new Tally(row.getInt("accepted"), row.getInt("duplicate"), rejections));
    }

    /**
     * The worker lives.
     *
     * @param checked how many rows' tubes it knows
     */
    public void renew(Claim claim, int checked) {
        transactions.run(
                claim.id().country(),
                () -> jdbc.sql("""
                        UPDATE upload_receipt SET checked = :checked, lease_until = :lease
                         WHERE id = :id AND worker = :worker AND state = 'RUNNING' AND country_code = :country
                        """)
                        .param("checked", checked)
                        .param("lease", Timestamp.from(clock.instant().plus(LEASE)))
                        .param("id", claim.id().id())
                        .param("worker", claim.worker())
                        .param("country", claim.id().countryCode())
                        .update());
    }

    /**
     * A chunk is settled, in its own transaction, as the last thing in it.
     *
     * @param tally of all chunks so far
     * @throws ProblemException 409 when another worker has taken the upload over
     */
    public void settled(Claim claim, int chunk, Tally tally) {
        update(claim, chunk, tally, State.RUNNING);
    }

    /** All is settled; the same, with the last chunk where it is the only one. */
    public Receipt done(Claim claim, Tally tally) {
        update(claim, claim.allChunks() - 1, tally, State.DONE);
        return claim.receipt(State.DONE, tally);
    }

    /** All of uploads of one country that were not written down before, with one statement. */
    public List<Receipt> doneAtOnce(Country country, List<Upload.Counted> uploads) {
        insert(country, uploads, State.DONE);
        return uploads.stream()
                .map(one -> one.claim().receipt(State.DONE, one.tally()))
                .toList();
    }

    private void update(Claim claim, int chunk, Tally tally, State state) {
        Rejections rejections = tally.rejections();
        // a transaction that is repeated because its commit got no answer finds its own chunk settled
        int rows = jdbc.sql("""
                        UPDATE upload_receipt
                           SET state = :state, chunks = :chunks, checked = GREATEST(checked, :received),
                               lease_until = :lease, received = :received, accepted = :accepted,
                               duplicate = :duplicate, rejected = :rejected, rejections = :rejections,
                               truncated = :truncated
                         WHERE id = :id AND worker = :worker AND chunks IN (:chunks - 1, :chunks)
                           AND state IN ('RUNNING', :state) AND country_code = :country
                        """)
                .param("state", state.name())
                .param("chunks", chunk + 1)
                .param("lease", Timestamp.from(clock.instant().plus(LEASE)))
                .param("received", tally.received())
                .param("accepted", tally.accepted())
                .param("duplicate", tally.duplicates())
                .param("rejected", rejections.count())
                .param("rejections", lines(rejections))
                .param("truncated", rejections.truncated())
                .param("id", claim.id().id())
                .param("worker", claim.worker())
                .param("country", claim.id().countryCode())
                .update();
        if (rows == 0) {
            throw new ProblemException(
                            ProblemType.REQUEST_IN_PROGRESS, "Another request went on with this upload meanwhile.")
                    .with("receiptId", claim.id().toString())
                    .retryAfter(LEASE);
        }
    }

    /**
     * The worker gives up.
     *
     * @param failed whether nobody may go on later
     */
    public void ended(Claim claim, String problem, boolean failed) {
        transactions.run(
                claim.id().country(),
                () -> jdbc.sql("""
                        UPDATE upload_receipt SET state = :state, lease_until = :now, problem = :problem
                         WHERE id = :id AND worker = :worker AND state = 'RUNNING' AND country_code = :country
                        """)
                        .param("state", failed ? State.FAILED.name() : State.RUNNING.name())
                        .param("now", Timestamp.from(clock.instant()))
                        .param("problem", problem)
                        .param("id", claim.id().id())
                        .param("worker", claim.worker())
                        .param("country", claim.id().countryCode())
                        .update());
    }

    private void insert(Country country, List<Upload.Counted> uploads, State state) {
        Timestamp lease = Timestamp.from(clock.instant().plus(LEASE));
        jdbc.sql("""
                        INSERT INTO upload_receipt (id, country_code, uploaded_by, received_at, sha256, received, accepted,
                                                    duplicate, rejected, rejections, truncated, state, total,
                                                    chunk_rows, chunks, checked, worker, lease_until)
                        SELECT r.id, :country, r.uploaded_by, r.received_at, r.sha256, r.received, r.accepted,
                               r.duplicate, r.rejected, r.rejections, r.truncated, CAST(:state AS text), r.total,
                               r.chunk_rows, r.chunks, r.received, r.worker, CAST(:lease AS timestamptz)
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:by AS text[]), CAST(:startedAt AS timestamptz[]),
                                      CAST(:sha256 AS text[]), CAST(:received AS int[]), CAST(:accepted AS int[]),
                                      CAST(:duplicates AS int[]), CAST(:rejected AS int[]), CAST(:rejections AS text[]),
                                      CAST(:truncated AS boolean[]), CAST(:totals AS int[]), CAST(:chunkRows AS int[]),
                                      CAST(:chunks AS int[]), CAST(:workers AS uuid[]))
                            AS r(id, uploaded_by, received_at, sha256, received, accepted, duplicate, rejected,
                                 rejections, truncated, total, chunk_rows, chunks, worker)
                        ON CONFLICT DO NOTHING
                        """)
                .param("country", country.code())
                .param("state", state.name())
                .param("lease", lease)
                .param("ids", column(uploads, one -> one.claim().id().id()))
                .param("by", column(uploads, Upload.Counted::uploadedBy))
                .param("startedAt", column(uploads, one -> one.claim().startedAt()))
                .param("sha256", column(uploads, one -> one.claim().sha256()))
                .param("received", column(uploads, one -> one.tally().received()))
                .param("accepted", column(uploads, one -> one.tally().accepted()))
                .param("duplicates", column(uploads, one -> one.tally().duplicates()))
                .param(
                        "rejected",
                        column(uploads, one -> one.tally().rejections().count()))
                .param("rejections", column(uploads, one -> lines(one.tally().rejections())))
                .param(
                        "truncated",
                        column(uploads, one -> one.tally().rejections().truncated()))
                .param("totals", column(uploads, one -> one.claim().total()))
                .param("chunkRows", column(uploads, one -> one.claim().chunkRows()))
                .param(
                        "chunks",
                        column(uploads, one -> state == State.DONE ? one.claim().allChunks() : 0))
                .param("workers", column(uploads, one -> one.claim().worker()))
                .update();
    }

    private String lines(Rejections rejections) {
        return json.writeValueAsString(rejections.first());
    }

    private static String[] column(List<Upload.Counted> uploads, Function<Upload.Counted, Object> value) {
        return uploads.stream().map(value).map(Object::toString).toArray(String[]::new);
    }
}
