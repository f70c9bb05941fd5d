package org.meridian.registration.resident;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.registration.nationalid.NationalIdScheme;
import org.meridian.registration.vault.PersonKey;

/** A resident as stored, not erased. Sealed fields open only when asked for. */
public record Resident(
        ResidentId id,
        PersonKey key,
        byte[] phoneIndex,
        byte[] sealedPhone,
        byte[] sealedNationalId,
        byte[] sealedName,
        NationalIdScheme scheme,
        byte @Nullable [] sealedBirthDate,
        byte @Nullable [] sealedDivision,
        Instant registeredAt) {

    static final String PHONE = "phone";
    static final String NATIONAL_ID = "national_id";
    static final String NAME = "name";
    static final String BIRTH_DATE = "birth_date";
    static final String DIVISION = "division";

    public String phone() {
        return key.open(PHONE, sealedPhone);
    }

    public String nationalId() {
        return key.open(NATIONAL_ID, sealedNationalId);
    }

    public String name() {
        return key.open(NAME, sealedName);
    }

    public @Nullable LocalDate birthDate() {
        return sealedBirthDate == null ? null : LocalDate.parse(key.open(BIRTH_DATE, sealedBirthDate));
    }

    public @Nullable String division() {
        return sealedDivision == null ? null : key.open(DIVISION, sealedDivision);
    }
}
