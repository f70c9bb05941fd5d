package org.meridian.sampling.tube;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.sampling.site.Site;
import org.meridian.sampling.site.SiteStatus;
import org.meridian.sampling.site.Sites;
import org.springframework.stereotype.Service;

/** What samplers and labs do with tubes. */
@Service
public class TubeDesk {

    private final Tubes tubes;
    private final Sites sites;
    private final CountryTransactions transactions;
    private final Clock clock;

    TubeDesk(Tubes tubes, Sites sites, CountryTransactions transactions, Clock clock) {
        this.tubes = tubes;
        this.sites = sites;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What became of a tube that was to be opened. */
    public sealed interface Opening {
        record Opened(Tube tube) implements Opening {}

        record NoSuchSite() implements Opening {}

        record SiteNotApproved(SiteStatus status) implements Opening {}

        record BarcodeTaken() implements Opening {}
    }

    /** The step of a caller, now; take it once per request, so that a repetition is known as such. */
    public Step step(Caller caller, String pointer, @Nullable Instant deviceTime) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (deviceTime != null) {
            DeviceTime.objection(deviceTime, now).ifPresent(detail -> {
                throw ProblemException.invalid(pointer, detail);
            });
        }
        return new Step(caller.staffId().toString(), null, deviceTime, now);
    }

    /** One statement when it succeeds; a failed one is looked into afterwards. */
    public Opening open(SiteId siteId, OpenTube command, Step step) {
        Tube tube = new Tube(
                command.barcode(), siteId, TubeState.OPEN, command.capacity().people(), 0, step.serverTime());
        return tubes.open(tube, step) ? new Opening.Opened(tube) : whyNotOpened(tube);
    }

    private Opening whyNotOpened(Tube tube) {
        Optional<Site> site = sites.findById(tube.site());
        if (site.isEmpty()) {
            return new Opening.NoSuchSite();
        }
        if (site.get().status() != SiteStatus.APPROVED) {
            return new Opening.SiteNotApproved(site.get().status());
        }
        // ours when the connection was lost at the commit and the transaction was repeated
        boolean ours = tubes.find(tube.barcode(), tube.site().country())
                .filter(tube::equals)
                .isPresent();
        return ours ? new Opening.Opened(tube) : new Opening.BarcodeTaken();
    }

    /** Seals a tube of the caller's site; one that is sealed already stays as it is. */
    public Tube seal(Barcode barcode, SiteId site, Step step) {
        return transactions
                .write(site.country(), () -> tubes.move(barcode, site.country(), site, TubeState.SEALED, step))
                .orElseGet(() -> sealedBefore(barcode, site));
    }

    private Tube sealedBefore(Barcode barcode, SiteId site) {
        Tube tube = existing(barcode, site.country(), site);
        return switch (tube.state()) {
            case SEALED -> tube;
            case OPEN ->
                throw new ProblemException(ProblemType.CONFLICT, "The tube is empty; there is nothing to seal.");
            case RECEIVED, RESULTED, VOID ->
                throw new ProblemException(ProblemType.TUBE_NOT_OPEN, "The tube is " + tube.state() + ".")
                        .with("state", tube.state());
        };
    }

    /** The lab has a tube of its country in hand; one that it has already stays as it is. */
    public Tube receive(Barcode barcode, Country country, Step step) {
        return transactions
                .write(country, () -> tubes.move(barcode, country, null, TubeState.RECEIVED, step))
                .orElseGet(() -> as(TubeState.RECEIVED, existing(barcode, country, null)));
    }

    /** What became of a tube that was to be taken out of use. */
    public sealed interface Voiding {
        record Voided(Tube tube) implements Voiding {}

        record VoidBefore(Tube tube) implements Voiding {}
    }

    /**
     * Takes a tube out of use, in a write transaction of the country; whoever waits for its result needs a new sample.
     *
     * @param site whose tube it must be; any site's of the country when absent
     */
    public Voiding voidTube(Barcode barcode, Country country, @Nullable SiteId site, String reason, Step step) {
        return tubes.move(barcode, country, site, TubeState.VOID, step.because(reason))
                .<Voiding>map(Voiding.Voided::new)
                .orElseGet(() -> new Voiding.VoidBefore(as(TubeState.VOID, existing(barcode, country, site))));
    }

    /** The tube, which must have made the step before. */
    private static Tube as(TubeState wanted, Tube tube) {
        if (tube.state() != wanted) {
            throw new ProblemException(
                            ProblemType.CONFLICT, "The tube is " + tube.state() + "; it cannot become " + wanted + ".")
                    .with("state", tube.state());
        }
        return tube;
    }

    /** @param site whose tube it must be; any site's when absent */
    public TubeView show(Barcode barcode, Country country, @Nullable SiteId site) {
        return new TubeView(existing(barcode, country, site), tubes.history(barcode, country));
    }

    /** @param site whose tube it must be; any site's when absent */
    private Tube existing(Barcode barcode, Country country, @Nullable SiteId site) {
        return tubes.find(barcode, country)
                .filter(tube -> site == null || tube.site().equals(site))
                .orElseThrow(() -> ProblemException.notFound("tube")); // another site's is as if it were not there
    }
}
