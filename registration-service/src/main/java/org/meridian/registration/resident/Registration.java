package org.meridian.registration.resident;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.problem.ProblemException;
import org.meridian.registration.division.Divisions;
import org.meridian.registration.nationalid.NationalId;
import org.meridian.registration.nationalid.NationalIdScheme;
import org.meridian.registration.otp.Challenges;
import org.meridian.registration.otp.Proof;
import org.meridian.registration.person.PersonName;
import org.meridian.registration.vault.Mask;
import org.meridian.registration.vault.Vault;
import org.meridian.registration.vault.Vault.Purpose;
import org.springframework.stereotype.Component;

/** Registers a person: resident, event and the code's use in one transaction of the country. */
@Component
public class Registration {

    private static final LocalDate EARLIEST = LocalDate.of(1880, 1, 1);

    private final Residents residents;
    private final Challenges challenges;
    private final Divisions divisions;
    private final Vault vault;
    private final Outbox outbox;
    private final IdGenerator ids;
    private final Clock clock;

    Registration(
            Residents residents,
            Challenges challenges,
            Divisions divisions,
            Vault vault,
            Outbox outbox,
            IdGenerator ids,
            Clock clock) {
        this.residents = residents;
        this.challenges = challenges;
        this.divisions = divisions;
        this.vault = vault;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** What became of an application. */
    public sealed interface Outcome {}

    public record Registered(ResidentId id) implements Outcome {}

    /** The phone that the caller has proven is a resident's: the caller may know. */
    public record AlreadyRegistered() implements Outcome {}

    /** The national id is somebody else's, of another phone: the caller must not learn so. */
    public record Contested() implements Outcome {}

    record ResidentRegistered(ResidentId residentId, String name, String nationalId) {}

    /** @throws ProblemException 400, for whatever is wrong without asking who is registered */
    public Applicant check(
            Country country,
            NationalIdScheme scheme,
            String number,
            PersonName name,
            @Nullable LocalDate birthDate,
            @Nullable String division) {
        NationalId nationalId = NationalId.of(country, scheme, number, today());
        checkBirthDate(birthDate);
        checkDivision(country, division);
        return new Applicant(country, nationalId, name, birthDate, division);
    }

    void checkBirthDate(@Nullable LocalDate birthDate) {
        if (birthDate != null && (birthDate.isBefore(EARLIEST) || birthDate.isAfter(today()))) {
            throw ProblemException.invalid("/birthDate", "A date from 1880-01-01 until today.");
        }
    }

    void checkDivision(Country country, @Nullable String division) {
        if (division != null && !divisions.exists(country, division)) {
            throw ProblemException.invalid("/division", "A code of GET /v1/divisions?country=" + country + ".");
        }
    }

    /** Seals what is to be written, outside the transaction, which may be repeated. */
    public NewResident prepare(Applicant applicant, Proof proof) {
        Country country = applicant.country();
        ResidentId id = ids.next(country, ResidentId::new);
        return new NewResident(
                id,
                applicant,
                proof,
                vault.newPersonKey(id),
                vault.index(country, Purpose.PHONE, proof.phone().number()),
                vault.index(country, Purpose.NATIONAL_ID, applicant.nationalId().indexed()));
    }

    /** Runs in a write transaction of the country. Whoever gets another outcome than Registered must roll back. */
    public Outcome register(NewResident resident) {
        if (!challenges.spend(resident.proof())) {
            // repeated after its connection was lost at the very commit: then it is done already
            if (residents.find(resident.id()).isPresent()) {
                return new Registered(resident.id());
            }
            throw Challenges.wrongCode();
        }
        if (!residents.insert(resident)) {
            return residents
                            .byPhone(resident.applicant().country(), resident.phoneIndex())
                            .isPresent()
                    ? new AlreadyRegistered()
                    : new Contested();
        }
        outbox.append(
                "checkin",
                resident.applicant().country(),
                "ResidentRegistered",
                resident.id().toString(),
                new ResidentRegistered(
                        resident.id(),
                        Mask.name(resident.applicant().name().text()),
                        Mask.nationalId(resident.applicant().nationalId().number())));
        return new Registered(resident.id());
    }

    /** The latest date that it is anywhere: a child born today in Tonga is no mistake. */
    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(14));
    }
}
