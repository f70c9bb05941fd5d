package org.meridian.registration.resident;

import org.meridian.platform.id.ResidentId;
import org.meridian.registration.otp.Proof;
import org.meridian.registration.person.Phone;
import org.meridian.registration.vault.PersonKey;

/** An applicant whose phone is proven, ready to be written. */
public record NewResident(
        ResidentId id, Applicant applicant, Proof proof, PersonKey key, byte[] phoneIndex, byte[] nationalIdIndex) {

    Phone phone() {
        return proof.phone();
    }

    byte[] seal(String column, String text) {
        return key.seal(column, text);
    }
}
