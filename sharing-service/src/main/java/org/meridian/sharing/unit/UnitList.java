package org.meridian.sharing.unit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CrossRegion;
import org.meridian.db.data.EveryRegion;
import org.meridian.platform.id.Ids;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Units one below the other, in the order in which they were registered. */
@Repository
public class UnitList {

    private static final String COLUMNS = "SELECT id, country_code, status, name, corp_name, corp_no, division,"
            + " created_at, decided_at, reason FROM ";
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final EveryRegion everyRegion;

    UnitList(JdbcClient jdbc, EveryRegion everyRegion) {
        this.jdbc = jdbc;
        this.everyRegion = everyRegion;
    }

    /** An administrator's own units. */
    public List<UnitView> of(StaffId admin, @Nullable UnitStatus status, @Nullable UUID after, int limit) {
        return jdbc.sql(COLUMNS + """
                        unit
                         WHERE admin_id = :admin AND country_code = :country AND id > :after
                           AND (CAST(:status AS text) IS NULL OR status = :status)
                         ORDER BY id LIMIT :limit
                        """)
                .param("admin", admin.id())
                .param("country", admin.countryCode())
                .param("after", after == null ? FIRST : after)
                .param("status", status == null ? null : status.name())
                .param("limit", limit)
                .query(UnitList::unit)
                .list();
    }

    /** One of an administrator's own. */
    Optional<UnitView> of(StaffId admin, UnitId id) {
        return jdbc.sql(COLUMNS + "unit WHERE id = :id AND country_code = :country AND admin_id = :admin")
                .param("id", id.id())
                .param("country", id.countryCode())
                .param("admin", admin.id())
                .query(UnitList::unit)
                .optional();
    }

    /** The auditors' list: the units of all countries that can be reached. */
    public EveryRegion.Found<UnitView> acrossRegions(@Nullable UnitStatus status, @Nullable UUID after, int limit) {
        return everyRegion
                .read((auditors, names) -> list(auditors, names, status, after, limit))
                .first(limit, Comparator.comparing(unit -> unit.unitId().id(), Ids.ORDER));
    }

    @CrossRegion
    private static List<UnitView> list(
            JdbcClient auditors,
            EveryRegion.Names names,
            @Nullable UnitStatus status,
            @Nullable UUID after,
            int limit) {
        return auditors.sql(COLUMNS + names.of("unit") + """
                         WHERE id > :after AND (CAST(:status AS text) IS NULL OR status = :status)
                         ORDER BY id LIMIT :limit
                        """)
                .param("after", after == null ? FIRST : after)
                .param("status", status == null ? null : status.name())
                .param("limit", limit)
                .query(UnitList::unit)
                .list();
    }

    private static UnitView unit(ResultSet row, int number) throws SQLException {
        return new UnitView(
                new UnitId(row.getObject("id", UUID.class), row.getString("country_code")),
                UnitStatus.valueOf(row.getString("status")),
                row.getString("name"),
                row.getString("corp_name"),
                row.getString("corp_no"),
                row.getString("division"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("decided_at")),
                row.getString("reason"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
