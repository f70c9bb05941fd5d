package org.meridian.registration.resident;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.registration.nationalid.NationalIdScheme;
import org.meridian.registration.otp.Challenges;
import org.meridian.registration.token.RefreshTokens;
import org.meridian.registration.vault.Mask;
import org.springframework.stereotype.Component;

/** What residents see and change of themselves, and their erasure. */
@Component
public class Profiles {

    private final Residents residents;
    private final Registration registration;
    private final Challenges challenges;
    private final RefreshTokens refreshTokens;
    private final CountryTransactions transactions;
    private final Outbox outbox;

    Profiles(
            Residents residents,
            Registration registration,
            Challenges challenges,
            RefreshTokens refreshTokens,
            CountryTransactions transactions,
            Outbox outbox) {
        this.residents = residents;
        this.registration = registration;
        this.challenges = challenges;
        this.refreshTokens = refreshTokens;
        this.transactions = transactions;
        this.outbox = outbox;
    }

    /** The own profile: the name in clear, phone and national id masked also for oneself. */
    public record Profile(
            ResidentId residentId,
            Country country,
            String name,
            String phone,
            MaskedNationalId nationalId,
            @Nullable LocalDate birthDate,
            @Nullable String division,
            Instant registeredAt) {}

    public record MaskedNationalId(NationalIdScheme scheme, String number) {}

    record ResidentErased(ResidentId residentId) {}

    /** @throws ProblemException 404, when the resident was erased */
    public Profile of(ResidentId id) {
        Resident resident = find(id);
        return new Profile(
                id,
                id.country(),
                resident.name(),
                Mask.phone(resident.phone()),
                new MaskedNationalId(resident.scheme(), Mask.nationalId(resident.nationalId())),
                resident.birthDate(),
                resident.division(),
                resident.registeredAt());
    }

    /** @throws ProblemException 400 for a bad value, 409 for a birth date where there is another */
    public Profile change(ResidentId id, @Nullable String division, @Nullable LocalDate birthDate) {
        registration.checkBirthDate(birthDate);
        registration.checkDivision(id.country(), division);
        return transactions.write(id.country(), () -> {
            LocalDate present = find(id).birthDate();
            if (birthDate != null && present != null && !present.equals(birthDate)) {
                throw new ProblemException(ProblemType.CONFLICT, "The date of birth is set once and stays.");
            }
            residents.update(id, division, birthDate);
            return of(id);
        });
    }

    /** Forgets a person: no key, no index, no token, no code; the others are told. */
    public void erase(ResidentId id) {
        transactions.run(id.country(), () -> {
            Resident resident = find(id);
            if (!residents.erase(id)) {
                throw ProblemException.notFound("resident");
            }
            refreshTokens.forget(id.country(), resident.phoneIndex());
            challenges.forget(id.country(), resident.phoneIndex());
            outbox.append("checkin", id.country(), "ResidentErased", id.toString(), new ResidentErased(id));
        });
    }

    private Resident find(ResidentId id) {
        return residents.find(id).orElseThrow(() -> ProblemException.notFound("resident"));
    }
}
