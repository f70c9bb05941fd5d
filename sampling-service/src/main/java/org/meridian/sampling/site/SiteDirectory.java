package org.meridian.sampling.site;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CrossRegion;
import org.meridian.db.data.EveryRegion;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.Ids;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.web.Cursor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of sites: an auditor's across all regions, an administrator's own. The latest registered come first. */
@Repository
public class SiteDirectory {

    private static final Comparator<SiteView> LATEST_FIRST = Comparator.comparing(
                    (SiteView site) -> site.siteId().id(), Ids.ORDER)
            .reversed();

    private final EveryRegion everyRegion;
    private final JdbcClient jdbc;
    private final Topology topology;

    SiteDirectory(EveryRegion everyRegion, JdbcClient jdbc, Topology topology) {
        this.everyRegion = everyRegion;
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

    /** The sites of all countries that can be reached. */
    public Listing everywhere(Query query) {
        EveryRegion.Found<SiteView> found = everyRegion
                .read((auditors, names) -> list(auditors, names, query))
                .first(Cursor.PAGE + 1, LATEST_FIRST);
        return new Listing(found.rows(), found.missingRegions());
    }

    @CrossRegion
    private static List<SiteView> list(JdbcClient auditors, EveryRegion.Names names, Query query) {
        return auditors.sql("SELECT * FROM " + names.of("site") + """
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
}
