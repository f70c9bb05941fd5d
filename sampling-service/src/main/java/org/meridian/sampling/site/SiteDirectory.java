package org.meridian.sampling.site;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CrossRegion;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.web.Cursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of sites: an auditor's across all regions, an administrator's own. The latest registered come first. */
@Repository
public class SiteDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(SiteDirectory.class);
    private static final Comparator<SiteView> LATEST_FIRST = Comparator.comparing(
                    (SiteView site) -> site.siteId().id().toString())
            .reversed();

    private final JdbcClient auditors;
    private final JdbcClient jdbc;
    private final Topology topology;

    SiteDirectory(@Qualifier("crossRegionJdbc") JdbcClient auditors, JdbcClient jdbc, Topology topology) {
        this.auditors = auditors;
        this.jdbc = jdbc;
        this.topology = topology;
    }

    /** @param missingRegions those that could not be asked */
    public record Listing(List<SiteView> sites, List<String> missingRegions) {}

    /**
     * @param status all when absent
     * @param after the id of the last site of the page before
     */
    public record Query(
            @Nullable SiteStatus status, @Nullable UUID after) {}

    /** One query for the sites of all countries; only when a region is down, one for each partition. */
    public Listing everywhere(Query query) {
        try {
            return new Listing(list("site", query), List.of());
        } catch (RuntimeException failure) {
            if (!isUnreachable(failure)) {
                throw failure;
            }
            return perPartition(query);
        }
    }

    private Listing perPartition(Query query) {
        List<SiteView> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Partition partition : topology.partitions()) {
            String region = partition.region().name();
            if (missing.contains(region)) {
                continue;
            }
            try {
                found.addAll(list(partition.of("site"), query));
            } catch (RuntimeException failure) {
                if (!isUnreachable(failure)) {
                    throw failure;
                }
                LOG.info("the sites of {} cannot be read at present", region);
                missing.add(region);
            }
        }
        found.sort(LATEST_FIRST);
        return new Listing(found.subList(0, Math.min(found.size(), Cursor.PAGE + 1)), missing);
    }

    /** @param from the parent table or one partition, never a caller's text */
    @CrossRegion
    List<SiteView> list(String from, Query query) {
        return auditors.sql("SELECT * FROM " + from + """
                         WHERE (CAST(:status AS text) IS NULL OR status = CAST(:status AS text))
                           AND (CAST(:after AS uuid) IS NULL OR id < CAST(:after AS uuid))
                         ORDER BY id DESC
                         LIMIT :limit
                        """)
                .param("status", query.status() == null ? null : query.status().name())
                .param("after", query.after())
                .param("limit", Cursor.PAGE + 1)
                .query(SiteView::of)
                .list();
    }

    /** The sites of one country. */
    public List<SiteView> in(Country country, Query query) {
        topology.partitionOf(country); // a country that nobody serves is told so
        return jdbc.sql("""
                        SELECT * FROM site
                         WHERE country_code = :country
                           AND (CAST(:status AS text) IS NULL OR status = CAST(:status AS text))
                           AND (CAST(:after AS uuid) IS NULL OR id < CAST(:after AS uuid))
                         ORDER BY id DESC
                         LIMIT :limit
                        """)
                .param("country", country.code())
                .param("status", query.status() == null ? null : query.status().name())
                .param("after", query.after())
                .param("limit", Cursor.PAGE + 1)
                .query(SiteView::of)
                .list();
    }

    /** The sites that this account registered. */
    public List<SiteView> of(StaffId admin, Query query) {
        return jdbc.sql("""
                        SELECT * FROM site
                         WHERE admin_id = :admin AND country_code = :country
                           AND (CAST(:status AS text) IS NULL OR status = CAST(:status AS text))
                           AND (CAST(:after AS uuid) IS NULL OR id < CAST(:after AS uuid))
                         ORDER BY id DESC
                         LIMIT :limit
                        """)
                .param("admin", admin.id())
                .param("country", admin.countryCode())
                .param("status", query.status() == null ? null : query.status().name())
                .param("after", query.after())
                .param("limit", Cursor.PAGE + 1)
                .query(SiteView::of)
                .list();
    }

    /** A lost or refused connection, ours or a node's to another, or no answer in time. */
    private static boolean isUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLTransientConnectionException
                    || (cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && (sql.getSQLState().startsWith("08")
                                    || sql.getSQLState().startsWith("57")))) {
                return true;
            }
        }
        return false;
    }
}
