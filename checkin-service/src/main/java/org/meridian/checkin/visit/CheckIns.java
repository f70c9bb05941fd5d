package org.meridian.checkin.visit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.healthcode.HealthCodes;
import org.meridian.checkin.place.Place;
import org.meridian.checkin.place.PlaceId;
import org.meridian.checkin.place.Places;
import org.meridian.checkin.visit.CheckInWriter.Fate;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.idempotency.Proof;
import org.springframework.stereotype.Service;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The fastest path: what it needs is in memory, and it writes one row, together with everybody else's of the moment. */
@Service
public class CheckIns {

    private final Places places;
    private final HealthCodes healthCodes;
    private final GroupCommit<CheckIn, Fate> rows;
    private final IdGenerator ids;
    private final Clock clock;
    private final ObjectWriter json;

    CheckIns(
            Places places,
            HealthCodes healthCodes,
            CheckInWriter writer,
            GroupCommits commits,
            IdGenerator ids,
            Clock clock,
            JsonMapper json) {
        this.places = places;
        this.healthCodes = healthCodes;
        this.rows = commits.ofPrompt("check-ins", writer::writeOnce);
        this.ids = ids;
        this.clock = clock;
        this.json = json.writerFor(CheckedIn.class);
    }

    /**
     * @param proof of a request that can be repeated: its check-in is written once, and answered alike each time
     * @return a {@link CheckedIn} as JSON
     * @throws org.meridian.platform.problem.ProblemException 404 when there is no such place, 422 when the proof is another
     *     place's
     */
    public byte[] checkIn(ResidentId resident, PlaceId at, @Nullable Proof proof) {
        Place place = places.get(at);
        CheckInId id =
                proof == null ? ids.next(at.country(), CheckInId::new) : new CheckInId(proof.id(), at.countryCode());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        byte[] answer = json.writeValueAsBytes(
                new CheckedIn(id, new PlaceName(at, place.name()), now, healthCodes.of(resident)));
        byte[] kept = proof == null ? null : proof.seal(answer);
        Fate fate = rows.submit(at.country(), new CheckIn(id, at, resident, now, now, null, kept));
        return switch (fate) {
            case Fate.Written ignored -> answer;
            case Fate.ThereBefore before -> before.answer(at, proof);
        };
    }
}
