package org.meridian.sampling.tube;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a tube.
 *
 * @param state the state that it entered
 * @param actor the staff account, or the service, that did it
 * @param deviceTime by the desk's clock, when the desk told it
 * @param serverTime when we learned of it
 */
public record TubeEvent(
        TubeState state,
        String actor,
        @Nullable String reason,
        @Nullable Instant deviceTime,
        Instant serverTime) {

    static TubeEvent of(ResultSet row, int number) throws SQLException {
        Timestamp deviceTime = row.getTimestamp("device_time");
        return new TubeEvent(
                TubeState.valueOf(row.getString("state")),
                row.getString("actor"),
                row.getString("reason"),
                deviceTime == null ? null : deviceTime.toInstant(),
                row.getTimestamp("server_time").toInstant());
    }
}
