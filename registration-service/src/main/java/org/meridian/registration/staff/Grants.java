package org.meridian.registration.staff;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.meridian.platform.id.StaffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of staff_grant, of one country each. All writes run in a write transaction of that country. */
@Repository
class Grants {

    private final JdbcClient jdbc;

    Grants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when another one of the same account waits for its decision. */
    boolean add(
            GrantId id,
            StaffId staff,
            Grant grant,
            byte[] holder,
            Administrator by,
            Instant now,
            Instant decideBefore) {
        lapse(staff, now);
        return jdbc.sql("""
                        INSERT INTO staff_grant
                               (id, country_code, staff_id, pending_staff_id, role, expires_at, state, holder_phone, granted_by,
                                granted_by_phone, granted_at, decide_before)
                        VALUES (:id, :country, :staff, :staff, :role, :expires, 'PENDING', :holder, :by,
                                :byPhone, :now, :decideBefore)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("id", id.id())
                        .param("country", id.countryCode())
                        .param("staff", staff.id())
                        .param("role", grant.role().name())
                        .param("expires", Timestamp.from(grant.expiresAt()))
                        .param("holder", holder)
                        .param("by", by.account().toString())
                        .param("byPhone", by.phone())
                        .param("now", Timestamp.from(now))
                        .param("decideBefore", Timestamp.from(decideBefore))
                        .update()
                == 1;
    }

    private void lapse(StaffId staff, Instant now) {
        jdbc.sql("""
                        UPDATE staff_grant SET state = 'LAPSED', pending_staff_id = NULL
                         WHERE pending_staff_id = :staff AND country_code = :country AND decide_before <= :now
                        """)
                .param("staff", staff.id())
                .param("country", staff.countryCode())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The account's grant that waits, else the one that came last. */
    Optional<GrantRow> last(StaffId staff) {
        return jdbc.sql(GrantRow.COLUMNS + """
                        staff_grant
                         WHERE staff_id = :staff AND country_code = :country
                         ORDER BY pending_staff_id IS NULL, granted_at DESC, id DESC LIMIT 1
                        """)
                .param("staff", staff.id())
                .param("country", staff.countryCode())
                .query(GrantRow::of)
                .optional();
    }

    /** Whoever else wants to change it waits. */
    GrantRow lock(GrantId id) {
        return jdbc.sql(GrantRow.COLUMNS + "staff_grant WHERE id = :id AND country_code = :country FOR UPDATE")
                .param("id", id.id())
                .param("country", id.countryCode())
                .query(GrantRow::of)
                .single();
    }

    void decide(GrantId id, GrantStatus decision, String reason, Administrator by, Instant now) {
        jdbc.sql("""
                        UPDATE staff_grant
                           SET state = :decision, pending_staff_id = NULL, decided_by = :by, decided_by_phone = :byPhone,
                               decided_at = :now, decision_reason = :reason
                         WHERE id = :id AND country_code = :country AND state = 'PENDING'
                        """)
                .param("decision", decision.name())
                .param("by", by.account().toString())
                .param("byPhone", by.phone())
                .param("now", Timestamp.from(now))
                .param("reason", reason)
                .param("id", id.id())
                .param("country", id.countryCode())
                .update();
    }
}
