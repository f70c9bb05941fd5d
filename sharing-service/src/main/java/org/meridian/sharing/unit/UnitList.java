package org.meridian.sharing.unit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CrossRegion;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Units one below the other, in the order in which they were registered. */
@Repository
public class UnitList {

    /**
     * @param missing regions that could not be reached
     */
    public record AcrossRegions(List<UnitView> units, Set<String> missing) {}

    private static final String COLUMNS = "SELECT id, country_code, status, name, corp_name, corp_no, division,"
            + " created_at, decided_at, reason FROM ";
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final JdbcClient crossRegionJdbc;
    private final Topology topology;

    UnitList(JdbcClient jdbc, @Qualifier("crossRegionJdbc") JdbcClient crossRegionJdbc, Topology topology) {
        this.jdbc = jdbc;
        this.crossRegionJdbc = crossRegionJdbc;
        this.topology = topology;
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

    /** The auditors' list: one query over all regions; only when one of them is down, one query for each. */
    @CrossRegion
    public AcrossRegions acrossRegions(@Nullable UnitStatus status, @Nullable UUID after, int limit) {
        try {
            return new AcrossRegions(query("unit", status, after, limit), Set.of());
        } catch (DataAccessException oneIsDown) {
            return regionByRegion(status, after, limit, oneIsDown);
        }
    }

    @CrossRegion
    private AcrossRegions regionByRegion(
            @Nullable UnitStatus status, @Nullable UUID after, int limit, DataAccessException failure) {
        List<UnitView> units = new ArrayList<>();
        Set<String> missing = new TreeSet<>();
        for (Partition partition : topology.partitions()) {
            try {
                units.addAll(query(partition.of("unit"), status, after, limit));
            } catch (DataAccessException down) {
                missing.add(partition.region().name());
            }
        }
        if (missing.size() == topology.regions().size()) {
            throw failure;
        }
        units.sort(Comparator.comparing(unit -> unit.unitId().id().toString())); // as the database orders uuids
        return new AcrossRegions(units.subList(0, Math.min(limit, units.size())), missing);
    }

    @CrossRegion
    private List<UnitView> query(String table, @Nullable UnitStatus status, @Nullable UUID after, int limit) {
        return crossRegionJdbc
                .sql(COLUMNS + table + """
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
