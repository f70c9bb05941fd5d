package org.meridian.registration.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.token.Role;

/**
 * A row of staff_grant.
 *
 * @param holderPhone the index of the phone for which it is, in the grant's country
 * @param granterPhone likewise of whoever granted it, wherever that account is
 */
record GrantRow(
        GrantId id,
        StaffId staff,
        Role role,
        Instant expiresAt,
        GrantStatus status,
        byte[] holderPhone,
        StaffId grantedBy,
        byte[] granterPhone,
        Instant grantedAt,
        Instant decideBefore,
        @Nullable StaffId decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {

    /** What {@link #of} reads. */
    static final String COLUMNS =
            "SELECT id, country_code, staff_id, role, expires_at, state, holder_phone, granted_by,"
                    + " granted_by_phone, granted_at, decide_before, decided_by, decided_at, decision_reason FROM ";

    static GrantRow of(ResultSet row, int number) throws SQLException {
        String country = row.getString("country_code");
        String decidedBy = row.getString("decided_by");
        return new GrantRow(
                new GrantId(row.getObject("id", UUID.class), country),
                new StaffId(row.getObject("staff_id", UUID.class), country),
                Role.valueOf(row.getString("role")),
                row.getTimestamp("expires_at").toInstant(),
                GrantStatus.valueOf(row.getString("state")),
                row.getBytes("holder_phone"),
                StaffId.of(row.getString("granted_by")),
                row.getBytes("granted_by_phone"),
                row.getTimestamp("granted_at").toInstant(),
                row.getTimestamp("decide_before").toInstant(),
                decidedBy == null ? null : StaffId.of(decidedBy),
                instant(row.getTimestamp("decided_at")),
                row.getString("decision_reason"));
    }

    /** Also of one that nobody has marked as lapsed yet. */
    GrantStatus statusAt(Instant now) {
        return status == GrantStatus.PENDING && !now.isBefore(decideBefore) ? GrantStatus.LAPSED : status;
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
