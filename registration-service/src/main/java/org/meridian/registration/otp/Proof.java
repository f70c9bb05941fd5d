package org.meridian.registration.otp;

import org.meridian.registration.person.Phone;

/** Somebody holds this phone. Good for one use. */
public record Proof(ChallengeId challenge, Phone phone) {}
