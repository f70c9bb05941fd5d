package org.meridian.registration.otp;

import org.meridian.registration.person.Phone;

/** Brings a code to a phone. Called in the challenge's transaction; what leaves the house leaves after its commit. */
interface CodeSender {

    void send(ChallengeId challenge, Phone phone, String code);
}
