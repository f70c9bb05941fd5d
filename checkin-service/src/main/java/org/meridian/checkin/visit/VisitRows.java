package org.meridian.checkin.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.meridian.checkin.place.PlaceId;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.web.Cursor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A person's check-ins in one country. */
@Repository
class VisitRows {

    private final JdbcClient jdbc;

    VisitRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first, one more than a page has. */
    List<Visit> find(ResidentId resident, Country country, Position after) {
        return jdbc.sql("""
                        SELECT c.id, c.country_code, c.place_id, c.checked_in_at, p.name
                          FROM check_in c
                          JOIN place p ON p.id = c.place_id AND p.country_code = :country
                         WHERE c.resident_id = :resident AND c.country_code = :country
                           AND c.resident_country = :home
                           AND (c.checked_in_at, c.id) < (:before, :beforeId)
                         ORDER BY c.checked_in_at DESC, c.id DESC
                         LIMIT :limit
                        """)
                .param("resident", resident.id())
                .param("country", country.code())
                .param("home", resident.countryCode())
                .param("before", Timestamp.from(after.checkedInAt()))
                .param("beforeId", after.id())
                .param("limit", Cursor.PAGE + 1)
                .query(VisitRows::visit)
                .list();
    }

    private static Visit visit(ResultSet row, int number) throws SQLException {
        String country = row.getString(2);
        return new Visit(
                new CheckInId(row.getObject(1, UUID.class), country),
                new PlaceName(new PlaceId(row.getObject(3, UUID.class), country), row.getString(5)),
                row.getTimestamp(4).toInstant());
    }
}
