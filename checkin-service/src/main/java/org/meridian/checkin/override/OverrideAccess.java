package org.meridian.checkin.override;

import java.time.Duration;
import java.time.Instant;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Who acts on an override, and on which: what the access table leaves to rows. */
final class OverrideAccess {

    private OverrideAccess() {}

    /** @throws ProblemException 403 for another country's */
    static void mustBeAtHome(String country, Caller officer) {
        if (!officer.home().code().equals(country)) {
            throw ProblemException.forbidden("A health officer acts in the own country.");
        }
    }

    /** @throws ProblemException 403 for an officer's own, as the token says */
    static void mustNotBe(ResidentId resident, Caller officer) {
        if (officer.is(Role.RESIDENT) && officer.resident().equals(resident)) {
            throw own();
        }
    }

    /** Whether the token does not know: it says what its phone was when it was made. */
    static boolean mayHaveBecomeSomebody(Caller officer) {
        return !officer.is(Role.RESIDENT);
    }

    static ProblemException own() {
        return ProblemException.forbidden("Nobody acts on an override of their own.");
    }

    /** @throws ProblemException 403 for whoever proposed it */
    static void mustBeAnother(OverrideView override, StaffId officer) {
        if (override.isProposedBy(officer)) {
            throw ProblemException.forbidden("Whoever proposed an override does not decide on it.");
        }
    }

    /** @throws ProblemException 409 for one that has been decided or has lapsed; for one to be approved that is over */
    static void mustBeOpen(OverrideView override, State next, Instant now) {
        if (!override.state().mayBecome(next) || !now.isBefore(override.decideBefore())) {
            State state = override.state() == State.PENDING ? State.LAPSED : override.state();
            throw new ProblemException(ProblemType.ALREADY_DECIDED, "The override is " + state + ".")
                    .with("state", state);
        }
        if (next == State.APPROVED && !now.isBefore(override.endsAt())) {
            throw new ProblemException(ProblemType.CONFLICT, "The override would be over already.");
        }
    }

    /** @throws ProblemException 409 for one that sets no colour, or no more */
    static void mustStand(OverrideView override, Instant now) {
        if (!override.state().mayBecome(State.ENDED) || !now.isBefore(override.endsAt())) {
            State state = override.state() == State.APPROVED ? State.EXPIRED : override.state();
            throw new ProblemException(ProblemType.CONFLICT, "The override is " + state + ".").with("state", state);
        }
    }

    /** Whether an officer's wish that it end counts still. */
    static boolean isAskedToEnd(OverrideView override, Duration counts, Instant now) {
        Instant asked = override.endAskedAt();
        return asked != null && now.isBefore(asked.plus(counts));
    }

    /** Whether this officer's word is the second one. */
    static boolean isAnotherThanAsked(OverrideView override, StaffId officer) {
        return !officer.equals(override.endAskedBy());
    }
}
