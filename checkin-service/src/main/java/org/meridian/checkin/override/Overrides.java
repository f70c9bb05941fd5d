package org.meridian.checkin.override;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.status.Colour;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of health_override. Every change names the state that it leaves, so of two at once one is made. */
@Repository
class Overrides {

    private static final String COLUMNS = """
            SELECT id, country_code, resident_id, colour, reason, evidence_reference, evidence_sha256, state, proposed_by,
                   proposed_at, decide_before, ends_at, decided_by, decided_at, decision_reason, end_asked_by,
                   end_asked_at, end_reason, ended_by, ended_at
              FROM health_override
            """;

    private final JdbcClient jdbc;

    Overrides(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(OverrideId id, ProposeOverride proposal, StaffId by, Instant now, Instant decideBefore, Instant endsAt) {
        jdbc.sql("""
                        INSERT INTO health_override
                               (id, country_code, resident_id, colour, reason, evidence_reference, evidence_sha256, state,
                                proposed_by, proposed_at, decide_before, ends_at)
                        VALUES (:id, :country, :resident, :colour, :reason, :reference, :sha256, 'PENDING',
                                :by, :now, :decideBefore, :endsAt)
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", id.id())
                .param("country", id.countryCode())
                .param("resident", proposal.residentId().id())
                .param("colour", proposal.colour().name())
                .param("reason", proposal.reason().strip())
                .param("reference", proposal.evidence().reference().strip())
                .param("sha256", proposal.evidence().sha256())
                .param("by", by.id())
                .param("now", Timestamp.from(now))
                .param("decideBefore", Timestamp.from(decideBefore))
                .param("endsAt", Timestamp.from(endsAt))
                .update();
    }

    Optional<OverrideView> find(OverrideId id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id AND country_code = :country")
                .param("id", id.id())
                .param("country", id.countryCode())
                .query(Overrides::view)
                .optional();
    }

    /** The same, and whoever else wants to change it waits. */
    Optional<OverrideView> lock(OverrideId id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id AND country_code = :country FOR UPDATE")
                .param("id", id.id())
                .param("country", id.countryCode())
                .query(Overrides::view)
                .optional();
    }

    /** A country's, the newest first. */
    List<OverrideView> of(Country country, @Nullable State state, @Nullable UUID before, int limit) {
        return jdbc.sql(COLUMNS + """
                         WHERE country_code = :country
                           AND (CAST(:state AS text) IS NULL OR state = CAST(:state AS text))
                           AND (CAST(:before AS uuid) IS NULL OR id < CAST(:before AS uuid))
                         ORDER BY id DESC LIMIT :limit
                        """)
                .param("country", country.code())
                .param("state", state == null ? null : state.name())
                .param("before", before)
                .param("limit", limit)
                .query(Overrides::view)
                .list();
    }

    boolean isSet(ResidentId resident, Instant now) {
        return jdbc.sql("""
                                SELECT count(*) FROM health_override
                                 WHERE resident_id = :resident AND country_code = :country AND state = 'APPROVED'
                                   AND ends_at > :now
                                """)
                        .param("resident", resident.id())
                        .param("country", resident.countryCode())
                        .param("now", Timestamp.from(now))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void decide(OverrideId id, State decision, StaffId by, String reason, Instant now) {
        change(
                id,
                "SET state = :next, decided_by = :by, decided_at = :now, decision_reason = :text WHERE state = 'PENDING'",
                decision,
                by,
                reason,
                now);
    }

    void askToEnd(OverrideId id, StaffId by, String reason, Instant now) {
        change(
                id,
                "SET state = :next, end_asked_by = :by, end_asked_at = :now, end_reason = :text WHERE state = 'APPROVED'",
                State.APPROVED,
                by,
                reason,
                now);
    }

    void end(OverrideId id, StaffId by, String reason, Instant now) {
        change(
                id,
                "SET state = :next, ended_by = :by, ended_at = :now, end_reason = end_reason || E'\\n' || :text"
                        + " WHERE state = 'APPROVED'",
                State.ENDED,
                by,
                reason,
                now);
    }

    private void change(OverrideId id, String how, State next, StaffId by, String reason, Instant now) {
        int changed = jdbc.sql("UPDATE health_override " + how + " AND id = :id AND country_code = :country")
                .param("id", id.id())
                .param("country", id.countryCode())
                .param("next", next.name())
                .param("by", by.id())
                .param("text", reason.strip())
                .param("now", Timestamp.from(now))
                .update();
        if (changed != 1) {
            throw new IllegalStateException("the override was locked, and yet it is another one now");
        }
    }

    /** Pending ones that nobody decided in time, and standing ones whose end has come. */
    List<OverrideView> over(Partition partition, Instant now, int limit) {
        return jdbc.sql(COLUMNS.replace("health_override", partition.of("health_override")) + """
                         WHERE (state = 'PENDING' AND decide_before <= :now) OR (state = 'APPROVED' AND ends_at <= :now)
                         ORDER BY id LIMIT :limit
                        """)
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(Overrides::view)
                .list();
    }

    /** False when somebody was faster. */
    boolean timeEnds(OverrideId id, State from, State next, Instant now) {
        return jdbc.sql("""
                                UPDATE health_override
                                   SET state = :next, ended_at = CASE WHEN :next = 'EXPIRED' THEN ends_at END
                                 WHERE id = :id AND country_code = :country AND state = :from
                                   AND CASE WHEN state = 'PENDING' THEN decide_before ELSE ends_at END <= :now
                                """)
                        .param("id", id.id())
                        .param("country", id.countryCode())
                        .param("from", from.name())
                        .param("next", next.name())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    private static OverrideView view(ResultSet row, int number) throws SQLException {
        String country = row.getString("country_code");
        return new OverrideView(
                new OverrideId(row.getObject("id", UUID.class), country),
                new ResidentId(row.getObject("resident_id", UUID.class), country),
                Colour.valueOf(row.getString("colour")),
                row.getString("reason"),
                new ProposeOverride.Evidence(row.getString("evidence_reference"), row.getString("evidence_sha256")),
                State.valueOf(row.getString("state")),
                new StaffId(row.getObject("proposed_by", UUID.class), country),
                row.getTimestamp("proposed_at").toInstant(),
                row.getTimestamp("decide_before").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                staff(row, "decided_by"),
                instant(row, "decided_at"),
                row.getString("decision_reason"),
                staff(row, "end_asked_by"),
                instant(row, "end_asked_at"),
                row.getString("end_reason"),
                staff(row, "ended_by"),
                instant(row, "ended_at"));
    }

    private static @Nullable StaffId staff(ResultSet row, String column) throws SQLException {
        UUID id = row.getObject(column, UUID.class);
        return id == null ? null : new StaffId(id, row.getString("country_code"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }
}
