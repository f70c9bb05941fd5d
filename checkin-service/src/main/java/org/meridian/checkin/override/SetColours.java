package org.meridian.checkin.override;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.status.Colour;
import org.meridian.checkin.status.StandingOverride;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Colours that were set, side by side with the decisions that they rest on. */
@Repository
class SetColours {

    private final JdbcClient jdbc;

    SetColours(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Somebody's colour that no rule made.
     *
     * @param override on which it claims to rest
     * @param proposedBy by the decision that is the same in person, colour and end; absent when there is none that was approved
     */
    record SetColour(
            ResidentId resident,
            @Nullable UUID override,
            @Nullable StaffId proposedBy,
            @Nullable StaffId decidedBy) {}

    /** A decision, and whom it is about. */
    record Decided(
            OverrideId id, ResidentId resident, StandingOverride standing, StaffId proposedBy, StaffId decidedBy) {}

    /** Of a partition; a decision and what follows from it are one transaction's, so one statement sees both or none. */
    List<SetColour> all(Partition partition) {
        return jdbc.sql("SELECT h.resident_id, h.country_code, h.override_id, o.proposed_by, o.decided_by FROM "
                        + partition.of("health_status") + " h LEFT JOIN " + partition.of("health_override") + """
                         o ON o.id = h.override_id AND o.country_code = h.country_code AND o.resident_id = h.resident_id
                          AND o.state = 'APPROVED' AND o.colour = h.override_colour AND o.ends_at = h.override_ends_at
                        WHERE h.override_id IS NOT NULL OR h.override_colour IS NOT NULL
                        """)
                .query((row, n) -> new SetColour(
                        new ResidentId(row.getObject(1, UUID.class), row.getString(2)),
                        row.getObject(3, UUID.class),
                        staff(row, 4),
                        staff(row, 5)))
                .list();
    }

    /** Decisions that hold and show in nobody's health status; of people who were not forgotten. */
    List<Decided> missing(Partition partition, Instant now) {
        return jdbc.sql(
                        "SELECT o.resident_id, o.country_code, o.id, o.proposed_by, o.decided_by, o.colour, o.ends_at FROM "
                                + partition.of("health_override") + " o LEFT JOIN " + partition.of("health_status")
                                + """
                         h ON h.resident_id = o.resident_id AND h.country_code = o.country_code
                        WHERE o.state = 'APPROVED' AND o.ends_at > :now AND h.override_id IS DISTINCT FROM o.id
                          AND h.erased IS NOT TRUE
                        """)
                .param("now", Timestamp.from(now))
                .query((row, n) -> new Decided(
                        new OverrideId(row.getObject(3, UUID.class), row.getString(2)),
                        new ResidentId(row.getObject(1, UUID.class), row.getString(2)),
                        new StandingOverride(
                                Colour.valueOf(row.getString(6)),
                                row.getTimestamp(7).toInstant()),
                        new StaffId(row.getObject(4, UUID.class), row.getString(2)),
                        new StaffId(row.getObject(5, UUID.class), row.getString(2))))
                .list();
    }

    /** The acts on an override that the audit trail tells of, each as {@code action actor}. */
    Set<String> audited(Country country, OverrideId id) {
        return new HashSet<>(jdbc.sql("""
                        SELECT action || ' ' || actor FROM audit_event
                         WHERE object = :object AND country_code = :country
                        """)
                .param("object", id.toString())
                .param("country", country.code())
                .query(String.class)
                .list());
    }

    private static @Nullable StaffId staff(ResultSet row, int column) throws SQLException {
        UUID id = row.getObject(column, UUID.class);
        return id == null ? null : new StaffId(id, row.getString(2));
    }
}
