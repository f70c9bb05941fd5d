package org.meridian.registration.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.registration.resident.Resident;
import org.meridian.registration.resident.Residents;
import org.meridian.registration.vault.PersonKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The notices' table. */
@Repository
public class Notices {

    private static final String TOLD = "notice_told";
    private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};

    /** Where a page begins: behind this notice. */
    public record Position(Instant at, UUID id) {

        static final Position NEWEST = new Position(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

        /** @throws IllegalArgumentException for a time that no notice has */
        public static Position of(Instant at, UUID id) {
            if (at.isBefore(Instant.EPOCH) || at.isAfter(NEWEST.at())) {
                throw new IllegalArgumentException("no time of a notice");
            }
            return new Position(at, id);
        }
    }

    private final JdbcClient jdbc;
    private final Residents residents;
    private final JsonMapper json;

    Notices(JdbcClient jdbc, Residents residents, JsonMapper json) {
        this.jdbc = jdbc;
        this.residents = residents;
        this.json = json;
    }

    /** Within a write transaction of the resident's country. @return false when it is there already */
    boolean add(NoticeDue notice, Resident resident) {
        return jdbc.sql("""
                                INSERT INTO notice (id, country_code, resident_id, kind, told, at)
                                VALUES (:id, :country, :resident, :kind, :told, :at)
                                ON CONFLICT DO NOTHING
                                """)
                        .param("id", notice.noticeId())
                        .param("country", resident.id().countryCode())
                        .param("resident", resident.id().id())
                        .param("kind", notice.kind().name())
                        .param("told", resident.key().seal(TOLD, json.writeValueAsString(notice.parameters())))
                        .param("at", Timestamp.from(notice.at()))
                        .update()
                == 1;
    }

    /** A resident's own, the newest first; nobody's of somebody who was erased. */
    public List<NoticeView> of(ResidentId resident, @Nullable Position behind, int limit) {
        PersonKey key = residents.find(resident).map(Resident::key).orElse(null);
        if (key == null) {
            return List.of();
        }
        Position position = behind == null ? Position.NEWEST : behind;
        return jdbc.sql("""
                        SELECT id, country_code, kind, told, at FROM notice
                         WHERE resident_id = :resident AND country_code = :country
                           AND (at, id) < (CAST(:at AS timestamptz), CAST(:id AS uuid))
                         ORDER BY at DESC, id DESC LIMIT :limit
                        """)
                .param("resident", resident.id())
                .param("country", resident.countryCode())
                .param("at", Timestamp.from(position.at()))
                .param("id", position.id())
                .param("limit", limit)
                .query((row, n) -> view(row, key))
                .list();
    }

    private NoticeView view(ResultSet row, PersonKey key) throws SQLException {
        Kind kind = Kind.valueOf(row.getString("kind"));
        Map<String, String> told = json.readValue(key.open(TOLD, row.getBytes("told")), PARAMETERS);
        return new NoticeView(
                new NoticeId(row.getObject("id", UUID.class), row.getString("country_code")),
                kind,
                kind.text(told),
                told,
                row.getTimestamp("at").toInstant());
    }
}
