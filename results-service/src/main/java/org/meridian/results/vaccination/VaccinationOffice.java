package org.meridian.results.vaccination;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.reading.Reader;
import org.meridian.platform.reading.Readings;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.stereotype.Component;

/** Takes what vaccinators record, once a dose, and tells the person's health code. */
@Component
public class VaccinationOffice {

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    /** Where the day begins first. */
    private static final ZoneOffset KIRITIMATI = ZoneOffset.ofHours(14);

    /** A person has at most so many doses, so nobody loses the race for the next row more often. */
    private static final int MOST = 20;

    private final Vaccinations vaccinations;
    private final RegionalClients<RegistrationClient> registration;
    private final Outbox outbox;
    private final Readings readings;
    private final IdGenerator ids;
    private final Clock clock;

    VaccinationOffice(
            Vaccinations vaccinations,
            RegionalClients<RegistrationClient> registration,
            Outbox outbox,
            Readings readings,
            IdGenerator ids,
            Clock clock) {
        this.vaccinations = vaccinations;
        this.registration = registration;
        this.outbox = outbox;
        this.readings = readings;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What can be said before anything is written; asks registration-service, so it runs outside the transaction.
     *
     * @return the resident, who exists
     */
    public ResidentId check(RecordVaccination command) {
        LocalDate latest = LocalDate.ofInstant(clock.instant(), KIRITIMATI);
        if (command.givenOn().isBefore(EARLIEST) || command.givenOn().isAfter(latest)) {
            throw ProblemException.invalid("/givenOn", "A day from 1900-01-01 on that has begun somewhere.");
        }
        ResidentId resident = command.residentId();
        try {
            return registration
                    .call(resident.country(), client -> client.resident(resident.toString()))
                    .residentId();
        } catch (ProblemException refused) {
            if (refused.type() == ProblemType.NOT_FOUND) {
                throw ProblemException.invalid("/residentId", "A resident who is registered.");
            }
            throw refused;
        }
    }

    /** Appends the dose and its event, in a write transaction of the resident's country. */
    public Vaccination record(RecordVaccination command, Caller by) {
        ResidentId resident = command.residentId();
        VaccinationId id = ids.next(resident.country(), VaccinationId::new);
        for (int attempt = 0; attempt < MOST; attempt++) {
            if (vaccinations.append(id, command, by)) {
                outbox.append(
                        "checkin",
                        resident.country(),
                        VaccinationRecorded.TYPE,
                        resident.toString(),
                        List.of(vaccinations.summary(resident)));
                return new Vaccination(id, resident, command.product(), command.dose(), command.givenOn());
            }
            Optional<Vaccination> there = vaccinations.find(resident, command.dose());
            if (there.isPresent()) {
                throw taken(there.get(), command);
            }
        }
        throw new ProblemException(ProblemType.CONFLICT, "Other doses of this resident are recorded at this moment.");
    }

    /** The answer says which dose somebody else recorded: the resident is told of it first. */
    public void tellOfConflict(ProblemException refused, RecordVaccination command, Caller by) {
        if (refused instanceof DoseTaken) {
            ResidentId resident = command.residentId();
            readings.tell(
                    resident.country(),
                    Reader.of(by).as(Role.VACCINATOR),
                    "VACCINATION",
                    "Recording a dose of a number that is recorded already",
                    List.of(resident));
        }
    }

    /** A conflict that shows what is there. */
    private static final class DoseTaken extends ProblemException {
        DoseTaken(String detail) {
            super(ProblemType.CONFLICT, detail);
        }
    }

    private static ProblemException taken(Vaccination there, RecordVaccination command) {
        String detail = there.isWhat(command)
                ? "This dose is recorded already."
                : "Another dose of this number is recorded: see `recorded`.";
        return new DoseTaken(detail)
                .with(
                        "recorded",
                        Map.of(
                                "vaccinationId", there.vaccinationId().toString(),
                                "product", there.product(),
                                "dose", there.dose(),
                                "givenOn", there.givenOn().toString()));
    }

    /** A person's own doses, the newest last. */
    public List<Vaccination> of(ResidentId resident) {
        return vaccinations.of(resident);
    }
}
