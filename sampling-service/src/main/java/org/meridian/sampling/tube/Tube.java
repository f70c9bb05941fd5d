package org.meridian.sampling.tube;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.meridian.platform.id.SiteId;

/**
 * A tube as it is now; its people are not part of it.
 *
 * @param site where it was opened
 * @param capacity how many people's samples it takes
 * @param filled how many are in it
 */
public record Tube(
        Barcode barcode,
        @JsonProperty("siteId") SiteId site,
        TubeState state,
        int capacity,
        int filled,
        Instant openedAt) {

    /** The columns that {@link #of} reads. */
    static final String COLUMNS = "barcode, country_code, site_id, state, capacity, filled, opened_at";

    static Tube of(ResultSet row, int number) throws SQLException {
        return new Tube(
                new Barcode(row.getString("barcode")),
                new SiteId(row.getObject("site_id", UUID.class), row.getString("country_code")),
                TubeState.valueOf(row.getString("state")),
                row.getInt("capacity"),
                row.getInt("filled"),
                row.getTimestamp("opened_at").toInstant());
    }
}
