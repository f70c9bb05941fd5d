package org.meridian.sampling.sample.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.sampling.sample.OpenSample;
import org.meridian.sampling.sample.SampleReading;
import org.meridian.sampling.sample.TubeFound;
import org.meridian.sampling.sample.TubeLookup;
import org.meridian.sampling.site.SiteOffice;
import org.meridian.sampling.site.SiteStatus;
import org.meridian.sampling.tube.Barcode;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the other services ask about tubes, samples and sites. */
@RestController
class InternalController {

    private static final int MOST = 1_000;

    private final TubeLookup tubes;
    private final SampleReading samples;
    private final SiteOffice sites;

    InternalController(TubeLookup tubes, SampleReading samples, SiteOffice sites) {
        this.sites = sites;
        this.tubes = tubes;
        this.samples = samples;
    }

    /** @param barcodes as a lab sent them: what is no barcode names no tube */
    record TubesWanted(
            @NotNull(message = "An ISO 3166-1 alpha-3 code.")
            String country,

            @NotNull(message = "Up to 1000 barcodes.") @Size(max = MOST, message = "Up to 1000 barcodes.")
            List<String> barcodes) {}

    record SamplesWanted(
            @NotNull(message = "A resident's id.") ResidentId residentId) {}

    record SiteWanted(@NotNull(message = "A site's id.") SiteId siteId) {}

    record SiteFound(SiteStatus status) {}

    /** What auditors have decided about a site; nothing when there is none. */
    @PostMapping("/internal/sites/lookup")
    List<SiteFound> site(@Valid @RequestBody SiteWanted wanted) {
        return sites.status(wanted.siteId()).map(SiteFound::new).stream().toList();
    }

    @PostMapping("/internal/tubes/lookup")
    List<TubeFound> tubes(@Valid @RequestBody TubesWanted wanted) {
        Country country = Country.of(wanted.country());
        List<Barcode> barcodes = wanted.barcodes().stream()
                .filter(Barcode::isOne)
                .distinct()
                .map(Barcode::of)
                .toList();
        return tubes.find(barcodes, country);
    }

    @PostMapping("/internal/samples/open")
    List<OpenSample> open(@Valid @RequestBody SamplesWanted wanted) {
        return samples.awaitingResult(wanted.residentId()).samples();
    }
}
