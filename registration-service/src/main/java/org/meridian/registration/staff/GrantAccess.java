package org.meridian.registration.staff;

import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;

/** Who decides on a grant, and on which: what the access table leaves to rows. */
final class GrantAccess {

    private GrantAccess() {}

    /**
     * People are told apart by their phones, so it does not matter with which account they come.
     *
     * @throws ProblemException 403 for whoever granted it, and for whoever shall hold it
     */
    static void mustBeAnother(GrantRow grant, Administrator by) {
        if (MessageDigest.isEqual(by.phone(), grant.granterPhone())) {
            throw ProblemException.forbidden(
                    "Whoever granted a role does not decide on it: another administrator does, so there must be two.");
        }
        if (MessageDigest.isEqual(by.phone(), grant.holderPhone())) {
            throw ProblemException.forbidden("Nobody decides on a role of their own.");
        }
    }

    /**
     * What was looked at is what is decided on.
     *
     * @param named by the administrator; null: whichever there is
     * @throws ProblemException 409 for another one
     */
    static void mustBeMeant(GrantRow grant, @Nullable GrantId named) {
        if (named != null && !named.equals(grant.id())) {
            throw new ProblemException(ProblemType.CONFLICT, "Another grant than the one named has come since.");
        }
    }

    /** @throws ProblemException 409 for one that has been decided or has lapsed; for a role to be approved that is over */
    static void mustBeOpen(GrantRow grant, GrantStatus next, Instant now) {
        GrantStatus status = grant.statusAt(now);
        if (!status.mayBecome(next)) {
            throw new ProblemException(ProblemType.ALREADY_DECIDED, "The grant is " + status + ".")
                    .with("state", status);
        }
        if (next == GrantStatus.APPROVED && !now.isBefore(grant.expiresAt())) {
            throw new ProblemException(ProblemType.CONFLICT, "The role would be over already.");
        }
    }

    /** @throws ProblemException 409 for somebody of whom nothing can be read: nobody approves without knowing whom */
    static void mustBeReadable(MaskedStaff holder) {
        if (!holder.isReadable()) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "Name and phone of this account cannot be read, so nobody can know who it is. Reject the grant.");
        }
    }
}
