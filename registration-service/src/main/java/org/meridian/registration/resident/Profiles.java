package org.meridian.registration.resident;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.registration.nationalid.NationalIdScheme;
import org.meridian.registration.vault.Mask;
import org.springframework.stereotype.Component;

/** What residents see and change of themselves. */
@Component
public class Profiles {

    private final Residents residents;
    private final Registration registration;
    private final CountryTransactions transactions;

    Profiles(Residents residents, Registration registration, CountryTransactions transactions) {
        this.residents = residents;
        this.registration = registration;
        this.transactions = transactions;
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
            Resident resident = find(id);
            LocalDate present = resident.birthDate();
            if (birthDate != null && present != null && !present.equals(birthDate)) {
                throw new ProblemException(ProblemType.CONFLICT, "The date of birth is set once and stays.");
            }
            residents.update(resident, division, birthDate);
            return of(id);
        });
    }

    private Resident find(ResidentId id) {
        return residents.find(id).orElseThrow(() -> ProblemException.notFound("resident"));
    }
}
