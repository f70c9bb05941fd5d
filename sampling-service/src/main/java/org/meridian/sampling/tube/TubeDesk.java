package org.meridian.sampling.tube;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What samplers and labs do with tubes; what many do at the same time is written together. */
@Service
public class TubeDesk {

    private final GroupCommit<Openings.Wanted, Opening> openings;
    private final GroupCommit<Moves.Wanted, Moving> seals;
    private final GroupCommit<Moves.Wanted, Moving> receipts;
    private final Tubes tubes;
    private final Clock clock;

    TubeDesk(GroupCommits commits, Openings openings, Tubes tubes, JdbcClient jdbc, Clock clock) {
        this.openings = commits.of("tubes-opened", openings);
        this.seals = commits.of("tubes-sealed", new Moves(jdbc, TubeState.SEALED));
        this.receipts = commits.of("tubes-received", new Moves(jdbc, TubeState.RECEIVED));
        this.tubes = tubes;
        this.clock = clock;
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

    /**
     * Opens a tube, together with those that are opened at the same time.
     *
     * @param answer to what became of it
     */
    public ResponseEntity<?> open(
            SiteId site, OpenTube command, Step step, Once once, Function<Opening, ResponseEntity<?>> answer) {
        Tube tube = new Tube(
                command.barcode(), site, TubeState.OPEN, command.capacity().people(), 0, step.serverTime());
        return once.in(site.country(), openings, () -> new Openings.Wanted(tube, step), answer);
    }

    /** Seals a tube of the caller's site; one that is sealed already stays as it is. */
    public Tube seal(Barcode barcode, SiteId site, Step step) {
        return switch (seals.submit(site.country(), new Moves.Wanted(barcode, site, step))) {
            case Moving.Moved(Tube tube) -> tube;
            case Moving.Stays(Tube tube) -> sealedBefore(tube);
            case Moving.NoSuchTube() -> throw ProblemException.notFound("tube");
        };
    }

    private static Tube sealedBefore(Tube tube) {
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
        return switch (receipts.submit(country, new Moves.Wanted(barcode, null, step))) {
            case Moving.Moved(Tube tube) -> tube;
            case Moving.Stays(Tube tube) -> as(TubeState.RECEIVED, tube);
            case Moving.NoSuchTube() -> throw ProblemException.notFound("tube");
        };
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
