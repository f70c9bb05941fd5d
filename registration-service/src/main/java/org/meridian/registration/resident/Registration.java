package org.meridian.registration.resident;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.ProblemException;
import org.meridian.registration.division.Divisions;
import org.meridian.registration.nationalid.NationalId;
import org.meridian.registration.nationalid.NationalIdScheme;
import org.meridian.registration.otp.ChallengeId;
import org.meridian.registration.otp.Challenges;
import org.meridian.registration.otp.Proof;
import org.meridian.registration.person.PersonName;
import org.meridian.registration.vault.Mask;
import org.meridian.registration.vault.PersonKey;
import org.meridian.registration.vault.Vault;
import org.meridian.registration.vault.Vault.Purpose;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Registers people. Those who come at the same time are written together, each with an outcome of their own. */
@Component
public class Registration {

    private static final LocalDate EARLIEST = LocalDate.of(1880, 1, 1);

    private final Challenges challenges;
    private final Divisions divisions;
    private final Vault vault;
    private final IdGenerator ids;
    private final Clock clock;
    private final GroupCommit<NewResident, Outcome> registering;

    Registration(
            Challenges challenges,
            Divisions divisions,
            Vault vault,
            Registering writer,
            GroupCommits commits,
            IdGenerator ids,
            Clock clock) {
        this.registering = commits.of("registrations", writer);
        this.challenges = challenges;
        this.divisions = divisions;
        this.vault = vault;
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

    /** Another request has used the code meanwhile. */
    public record CodeUsed() implements Outcome {}

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

    /**
     * Registers an applicant together with those who come at the same time.
     *
     * @param code that was sent to the phone
     * @param answer to what became of it
     */
    public ResponseEntity<?> register(
            Applicant applicant,
            ChallengeId challenge,
            String code,
            Once once,
            Function<Outcome, ResponseEntity<?>> answer) {
        return once.in(
                applicant.country(), registering, () -> prepare(applicant, challenges.prove(challenge, code)), answer);
    }

    /** Seals what is to be written, outside the transaction, which may be repeated. */
    private NewResident prepare(Applicant applicant, Proof proof) {
        Country country = applicant.country();
        ResidentId id = ids.next(country, ResidentId::new);
        PersonKey key = vault.newPersonKey(id);
        String number = applicant.nationalId().number();
        String name = applicant.name().text();
        String phone = proof.phone();
        return new NewResident(
                id,
                proof.challenge(),
                key.wrapped(),
                proof.phoneIndex(),
                vault.index(country, Purpose.NATIONAL_ID, applicant.nationalId().indexed()),
                key.seal(Resident.PHONE, phone),
                key.seal(Resident.NATIONAL_ID, number),
                key.seal(Resident.NAME, name),
                applicant.nationalId().scheme().name(),
                NewResident.sealed(key, Resident.BIRTH_DATE, applicant.birthDate()),
                NewResident.sealed(key, Resident.DIVISION, applicant.division()),
                Mask.name(name),
                Mask.nationalId(number));
    }

    /** The latest date that it is anywhere: a child born today in Tonga is no mistake. */
    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(14));
    }
}
