package org.meridian.checkin.visit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.meridian.checkin.place.PlaceId;
import org.meridian.db.topology.Topology;
import org.meridian.platform.token.ResidentCode;
import org.meridian.platform.token.TokenVerifier;
import org.springframework.stereotype.Component;

/** Whether a scan can be true: the code was genuine and shown at that time, and it does not come too late. */
@Component
class ScanJudge {

    /** How long a scanner may be without a network. */
    static final Duration LATEST = Duration.ofDays(3);

    /** How wrong its clock may be, either way. */
    static final Duration CLOCK = Duration.ofHours(2);

    private final TokenVerifier verifier;
    private final Topology topology;
    private final Clock clock;

    ScanJudge(TokenVerifier verifier, Topology topology, Clock clock) {
        this.verifier = verifier;
        this.topology = topology;
        this.clock = clock;
    }

    /** A scan with all its parts, judged. */
    sealed interface Judged {
        record Good(CheckIn checkIn) implements Judged {}

        record Bad(String reason) implements Judged {}
    }

    Judged judge(PlaceId place, Scan scan) {
        Instant checkedInAt = scan.checkedInAt();
        Instant now = clock.instant();
        if (checkedInAt.isAfter(now.plus(CLOCK))) {
            return new Judged.Bad("The time lies in the future.");
        }
        if (checkedInAt.isBefore(now.minus(LATEST).minus(CLOCK))) {
            return new Judged.Bad("It comes more than 72 hours late.");
        }
        // With a clock that is two hours fast a code that was good seems two hours old, and the other way round.
        Optional<ResidentCode> code = ResidentCode.verify(
                scan.residentCode(),
                verifier,
                country -> topology.regionOf(country).name(),
                checkedInAt.minus(CLOCK));
        if (code.isEmpty()) {
            return new Judged.Bad("The code is not genuine, or had expired by then.");
        }
        Instant shownFrom = code.get().expiresAt().minus(ResidentCode.LIFETIME);
        if (checkedInAt.isBefore(shownFrom.minus(CLOCK))) {
            return new Judged.Bad("The code did not exist by then.");
        }
        return new Judged.Good(new CheckIn(
                CheckInId.scanned(place, scan.clientId()),
                place,
                code.get().resident(),
                checkedInAt.truncatedTo(ChronoUnit.MILLIS),
                now.truncatedTo(ChronoUnit.MILLIS),
                scan.sequence(),
                null));
    }
}
