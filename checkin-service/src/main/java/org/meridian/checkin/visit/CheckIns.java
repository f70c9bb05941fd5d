package org.meridian.checkin.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.meridian.checkin.healthcode.HealthCode;
import org.meridian.checkin.healthcode.HealthCodes;
import org.meridian.checkin.place.Place;
import org.meridian.checkin.place.PlaceId;
import org.meridian.checkin.place.Places;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.springframework.stereotype.Service;

/** The fastest path: what it needs is in memory, and it writes one row. */
@Service
public class CheckIns {

    private final Places places;
    private final HealthCodes healthCodes;
    private final CheckInWriter writer;
    private final Travels travels;
    private final IdGenerator ids;
    private final Clock clock;

    CheckIns(
            Places places,
            HealthCodes healthCodes,
            CheckInWriter writer,
            Travels travels,
            IdGenerator ids,
            Clock clock) {
        this.places = places;
        this.healthCodes = healthCodes;
        this.writer = writer;
        this.travels = travels;
        this.ids = ids;
        this.clock = clock;
    }

    /** A check-in that needs only to be written. */
    public record Prepared(CheckIn checkIn, Place place, HealthCode healthCode) {}

    /** Everything but the write, outside any transaction. @throws org.meridian.platform.problem.ProblemException 404 */
    public Prepared prepare(ResidentId resident, PlaceId at) {
        Place place = places.get(at);
        HealthCode healthCode = healthCodes.of(resident);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CheckInId id = ids.next(at.country(), CheckInId::new);
        return new Prepared(new CheckIn(id, at, resident, now, now, null), place, healthCode);
    }

    /** Writes it, within a transaction of the place's country. */
    public CheckedIn write(Prepared prepared) {
        CheckIn checkIn = prepared.checkIn();
        writer.write(checkIn);
        if (checkIn.isAbroad()) {
            travels.tellHome(checkIn.resident(), checkIn.place().country());
        }
        return new CheckedIn(
                checkIn.id(),
                new PlaceName(checkIn.place(), prepared.place().name()),
                checkIn.checkedInAt(),
                prepared.healthCode());
    }
}
