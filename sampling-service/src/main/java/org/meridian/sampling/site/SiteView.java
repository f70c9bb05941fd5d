package org.meridian.sampling.site;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;

/**
 * A site as callers see it.
 *
 * @param latitude degrees north
 * @param longitude degrees east
 * @param opensAt {@code HH:mm}, the site's own time; so {@code closesAt}, which may be past midnight
 * @param reason what the auditor gave with the last decision
 */
public record SiteView(
        SiteId siteId,
        String country,
        String name,
        String corpName,
        String corpNo,
        String division,
        @Nullable Double latitude,
        @Nullable Double longitude,
        String opensAt,
        String closesAt,
        SiteStatus status,
        Instant registeredAt,
        @Nullable Instant decidedAt,
        @Nullable String reason) {

    static SiteView of(ResultSet row, int number) throws SQLException {
        Timestamp decidedAt = row.getTimestamp("decided_at");
        return new SiteView(
                new SiteId(row.getObject("id", UUID.class), row.getString("country_code")),
                row.getString("country_code"),
                row.getString("name"),
                row.getString("corp_name"),
                row.getString("corp_no"),
                row.getString("division"),
                row.getObject("latitude", Double.class),
                row.getObject("longitude", Double.class),
                row.getString("opens_at"),
                row.getString("closes_at"),
                SiteStatus.valueOf(row.getString("status")),
                row.getTimestamp("registered_at").toInstant(),
                decidedAt == null ? null : decidedAt.toInstant(),
                row.getString("reason"));
    }
}
