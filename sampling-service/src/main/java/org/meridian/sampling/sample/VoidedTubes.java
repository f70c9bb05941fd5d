package org.meridian.sampling.sample;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.token.Caller;
import org.meridian.sampling.site.SiteOffice;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.Step;
import org.meridian.sampling.tube.Tube;
import org.meridian.sampling.tube.TubeDesk;
import org.meridian.sampling.tube.TubeDesk.Voiding;
import org.springframework.stereotype.Service;

/** Takes tubes out of use and, in the same transaction, tells results whose samples are lost. */
@Service
public class VoidedTubes {

    private final SiteOffice sites;
    private final TubeDesk desk;
    private final TubeLookup lookup;
    private final Outbox outbox;
    private final CountryTransactions transactions;
    private final Audit audit;

    VoidedTubes(
            SiteOffice sites,
            TubeDesk desk,
            TubeLookup lookup,
            Outbox outbox,
            CountryTransactions transactions,
            Audit audit) {
        this.sites = sites;
        this.desk = desk;
        this.lookup = lookup;
        this.outbox = outbox;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** The event's payload is a list of these. */
    record TubeVoided(
            Barcode barcode,
            SiteId siteId,
            String division,
            int capacity,
            String reason,
            Instant voidedAt,
            List<Lost> members) {}

    record Lost(SampleId sampleId, ResidentId residentId, Instant sampledAt) {}

    /** @param site whose tube it must be; any site's of the caller's country when absent */
    public Tube take(Barcode barcode, @Nullable SiteId site, String reason, Step step, Caller by) {
        Country country = by.home();
        sites.mustBeApprovedLaboratory(by);
        return transactions.write(country, () -> switch (desk.voidTube(barcode, country, site, reason, step)) {
            case Voiding.Voided(Tube tube) -> {
                tell(tube, reason, step);
                audit.record(country, "tube.voided", by, country.code() + "/" + barcode, "");
                yield tube;
            }
            case Voiding.VoidBefore(Tube tube) -> tube;
        });
    }

    /** Whoever was in it when it became void is in it for ever: its row is held until the commit. */
    private void tell(Tube tube, String reason, Step step) {
        if (tube.filled() == 0) {
            return;
        }
        Country country = tube.site().country();
        List<TubeVoided> told = lookup.find(List.of(tube.barcode()), country).stream()
                .map(found -> new TubeVoided(
                        found.barcode(),
                        found.siteId(),
                        found.division(),
                        found.capacity(),
                        reason,
                        step.serverTime(),
                        found.members().stream()
                                .map(one -> new Lost(one.sampleId(), one.residentId(), one.sampledAt()))
                                .toList()))
                .toList();
        outbox.append("results", country, "TubeVoided", country.code() + "/" + tube.barcode(), told);
    }
}
