package org.meridian.results.sampling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.results.person.SampleId;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** sampling-service's tubes and who is in them. */
public interface TubeClient {

    record Query(Country country, List<String> barcodes) {}

    /**
     * @param state {@code OPEN}, {@code SEALED}, {@code RECEIVED}, {@code RESULTED} or {@code VOID}
     * @param division of the site
     */
    record Tube(
            String barcode,
            String state,
            int capacity,
            SiteId siteId,
            @Nullable String division,
            List<Member> members) {}

    /** @param offline whether the sample came with a batch: its time is that of a desk's clock */
    record Member(
            SampleId sampleId,
            ResidentId residentId,
            Instant sampledAt,
            @Nullable Boolean offline) {}

    /** The tubes of the country with these barcodes, 1,000 at most; unknown ones are left out. */
    @PostMapping("/internal/tubes/lookup")
    List<Tube> lookup(@RequestBody Query query);
}
