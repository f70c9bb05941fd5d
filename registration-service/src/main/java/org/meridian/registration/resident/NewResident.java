package org.meridian.registration.resident;

import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.registration.otp.ChallengeId;
import org.meridian.registration.vault.PersonKey;

/**
 * An applicant whose phone is proven, sealed and ready to be written.
 *
 * @param name masked, for others
 * @param nationalId masked, for others
 */
record NewResident(
        ResidentId id,
        ChallengeId challenge,
        byte[] key,
        byte[] phoneIndex,
        byte[] nationalIdIndex,
        byte[] sealedPhone,
        byte[] sealedNationalId,
        byte[] sealedName,
        String scheme,
        byte @Nullable [] sealedBirthDate,
        byte @Nullable [] sealedDivision,
        String name,
        String nationalId) {

    static byte @Nullable [] sealed(PersonKey key, String column, @Nullable Object value) {
        return value == null ? null : key.seal(column, value.toString());
    }
}
