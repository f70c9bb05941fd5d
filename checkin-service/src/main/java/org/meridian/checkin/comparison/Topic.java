package org.meridian.checkin.comparison;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is compared, with the columns that hold it; each has versions of its own. */
public enum Topic {
    /** Latest results, and when somebody was positive or suspected. */
    RESULTS("version", "outcome, status, method, sampled_at, tested_at, positive_at, suspected_at") {
        @Override
        String digest(ResultSet row) throws SQLException {
            return Digest.of(
                    row.getString("outcome"),
                    row.getString("status"),
                    row.getString("method"),
                    moment(row, "sampled_at"),
                    moment(row, "tested_at"),
                    moment(row, "positive_at"),
                    moment(row, "suspected_at"));
        }

        @Override
        String nothing() {
            return Digest.of(null, null, null, null, null, null, null);
        }
    },
    /** Doses of vaccine. */
    VACCINATIONS("vaccination_version", "coalesce(doses, 0) AS doses, last_dose_on") {
        @Override
        String digest(ResultSet row) throws SQLException {
            return Digest.of(row.getInt("doses"), row.getObject("last_dose_on", LocalDate.class));
        }

        @Override
        String nothing() {
            return Digest.of(0, null);
        }
    };

    private final String version;
    private final String facts;

    Topic(String version, String facts) {
        this.version = version;
        this.facts = facts;
    }

    /** The column with the version. */
    String version() {
        return version;
    }

    /** The columns that a digest is made of. */
    String facts() {
        return facts;
    }

    abstract String digest(ResultSet row) throws SQLException;

    /** The digest where nothing is known. */
    abstract String nothing();

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }
}
