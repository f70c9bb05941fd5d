package org.meridian.registration.otp;

/**
 * Somebody holds this phone. Good for one use.
 *
 * @param phone its number, as it was when the code was asked for
 * @param phoneIndex by which accounts with this phone are found in the challenge's country
 */
public record Proof(ChallengeId challenge, String phone, byte[] phoneIndex) {

    /** Says nothing of the phone, so that no log can. */
    @Override
    public String toString() {
        return "Proof[" + challenge + "]";
    }
}
