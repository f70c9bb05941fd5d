package org.meridian.sampling.site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.platform.id.SiteId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What auditors have decided about sites. A laboratory asks with every tube, so those of the moment are one statement. */
@Repository
class Standings {

    private final JdbcClient jdbc;
    private final GroupCommit<SiteId, Optional<SiteStatus>> reads;

    Standings(JdbcClient jdbc, GroupCommits commits) {
        this.jdbc = jdbc;
        this.reads = commits.reading("site-standings", this::find);
    }

    /** Nothing when there is no such site. */
    Optional<SiteStatus> of(SiteId site) {
        return reads.submit(site.country(), site);
    }

    private List<Optional<SiteStatus>> find(Country country, List<SiteId> sites) {
        Map<UUID, SiteStatus> found = new HashMap<>();
        jdbc.sql("SELECT id, status FROM site WHERE id = ANY(:ids) AND country_code = :country")
                .param("ids", sites.stream().map(SiteId::id).distinct().toArray(UUID[]::new))
                .param("country", country.code())
                .query(row -> {
                    found.put(row.getObject("id", UUID.class), SiteStatus.valueOf(row.getString("status")));
                });
        return sites.stream()
                .map(site -> Optional.ofNullable(found.get(site.id())))
                .toList();
    }
}
