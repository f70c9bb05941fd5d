package org.meridian.results.sampling;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.meridian.platform.id.SiteId;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** sampling-service's sites; of what it tells only what auditors have decided is of interest. */
interface SiteClient {

    record Query(SiteId siteId) {}

    /** @param status {@code APPROVED}, {@code PENDING}, {@code REJECTED} or {@code SUSPENDED} */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Site(String status) {}

    /** The site; nothing when there is none. */
    @PostMapping("/internal/sites/lookup")
    List<Site> lookup(@RequestBody Query query);
}
