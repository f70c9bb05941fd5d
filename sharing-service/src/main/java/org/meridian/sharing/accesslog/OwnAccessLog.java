package org.meridian.sharing.accesslog;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A resident's access log: units' readings and all others in one list. */
@Repository
public class OwnAccessLog {

    /** Where a page begins: behind this entry. */
    public record Position(Instant readAt, UUID readingId) {

        static final Position NEWEST = new Position(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

        /** @throws IllegalArgumentException for a time that no entry has */
        public static Position of(Instant readAt, UUID readingId) {
            if (readAt.isBefore(Instant.EPOCH) || readAt.isAfter(NEWEST.readAt())) {
                throw new IllegalArgumentException("no time of an entry");
            }
            return new Position(readAt, readingId);
        }
    }

    private final JdbcClient jdbc;

    OwnAccessLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    public List<AccessLogEntry> of(ResidentId resident, @Nullable Position behind, int limit) {
        Position position = behind == null ? Position.NEWEST : behind;
        return jdbc.sql("""
                        (SELECT read_at, reading_id, unit_name AS organisation, 'UNIT_ADMIN' AS role, read_by AS staff_id,
                                'LATEST_RESULT' AS what, purpose
                           FROM share_read
                          WHERE resident_id = :resident AND country_code = :country
                            AND (read_at, reading_id) < (CAST(:readAt AS timestamptz), CAST(:reading AS uuid))
                          ORDER BY read_at DESC, reading_id DESC LIMIT :limit)
                        UNION ALL
                        (SELECT read_at, reading_id, organisation, role, staff_id, what, purpose
                           FROM person_read
                          WHERE resident_id = :resident AND country_code = :country
                            AND (read_at, reading_id) < (CAST(:readAt AS timestamptz), CAST(:reading AS uuid))
                          ORDER BY read_at DESC, reading_id DESC LIMIT :limit)
                        ORDER BY read_at DESC, reading_id DESC LIMIT :limit
                        """)
                .param("resident", resident.id())
                .param("country", resident.countryCode())
                .param("readAt", Timestamp.from(position.readAt()))
                .param("reading", position.readingId())
                .param("limit", limit)
                .query((row, number) -> new AccessLogEntry(
                        row.getTimestamp("read_at").toInstant(),
                        new AccessLogEntry.Reader(
                                row.getString("organisation"), row.getString("role"), row.getString("staff_id")),
                        row.getString("what"),
                        row.getString("purpose"),
                        row.getObject("reading_id", UUID.class)))
                .list();
    }
}
