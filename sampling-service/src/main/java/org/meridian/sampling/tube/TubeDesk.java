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

/** What samplers do with tubes. */
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
                .write(site.country(), () -> tubes.seal(barcode, site, step))
                .orElseGet(() -> sealedBefore(barcode, site));
    }

    private Tube sealedBefore(Barcode barcode, SiteId site) {
        Tube tube = existing(barcode, site.country());
        if (!tube.site().equals(site)) {
            throw ProblemException.forbidden("This tube belongs to another site.");
        }
        return switch (tube.state()) {
            case SEALED -> tube;
            case OPEN ->
                throw new ProblemException(ProblemType.CONFLICT, "The tube is empty; there is nothing to seal.");
            case RECEIVED, RESULTED, VOID ->
                throw new ProblemException(ProblemType.TUBE_NOT_OPEN, "The tube is " + tube.state() + ".")
                        .with("state", tube.state());
        };
    }

    public TubeView show(Barcode barcode, Country country) {
        return new TubeView(existing(barcode, country), tubes.history(barcode, country));
    }

    private Tube existing(Barcode barcode, Country country) {
        return tubes.find(barcode, country).orElseThrow(() -> ProblemException.notFound("tube"));
    }
}
