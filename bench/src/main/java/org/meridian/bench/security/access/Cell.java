package org.meridian.bench.security.access;

import org.jspecify.annotations.Nullable;
import org.meridian.bench.security.cast.House;
import org.meridian.platform.access.Admission;
import org.meridian.platform.access.May;
import org.meridian.platform.access.Operation;
import org.meridian.platform.access.Where;
import org.meridian.platform.token.Role;

/**
 * Somebody calls an operation on something.
 *
 * @param role as whom; none without a token
 * @param caller whose people call
 * @param object whose thing is meant; the caller's own where the operation names none
 * @param direct straight to the service, past the gateway
 */
record Cell(Operation operation, @Nullable Role role, House caller, House object, boolean direct) {

    /** What the table says, worked out from the row's words and not by the code that decides. */
    boolean allowed() {
        return switch (operation.admission()) {
            case Admission.Anyone anyone -> true;
            case Admission.Services services -> false;
            case Admission.People(var cells) -> cells.stream().anyMatch(this::allows);
        };
    }

    /** Whether the table opens the operation to the role at all. */
    boolean roleListed() {
        return operation.admission() instanceof Admission.People(var cells)
                && cells.stream().anyMatch(may -> may.role() == role);
    }

    private boolean allows(May may) {
        if (may.role() != role) {
            return false;
        }
        boolean own = caller == object;
        boolean inOwnCountry = caller.country().equals(object.country());
        boolean whose = switch (may.whose()) {
            case PUBLIC, PROVEN, COUNTS, PRESENT, EVERYBODY -> true;
            case NEW -> inOwnCountry;
            case SELF -> own || operation.ids().isEmpty();
            case BOUND_SITE, OWN_SITE, BOUND_UNIT, OWN_UNIT, OWN_PLACE, OWN_UPLOAD, OWN_LABORATORY -> own;
        };
        return whose && (may.where() == Where.ANYWHERE || inOwnCountry || !namesTheObject(may));
    }

    /** A person's own call may name somebody else's thing, such as a unit to consent to; the reach is about her own data. */
    private boolean namesTheObject(May may) {
        return may.whose() != org.meridian.platform.access.Whose.SELF
                || !operation.ids().isEmpty();
    }

    /** Whether what comes back may be about people and things of other houses. */
    boolean mayShowOthers() {
        return !(operation.admission() instanceof Admission.People(var cells))
                || cells.stream().filter(may -> may.role() == role).anyMatch(may -> switch (may.whose()) {
                    case EVERYBODY, COUNTS, PUBLIC, PRESENT -> true;
                    default -> false;
                });
    }

    @Override
    public String toString() {
        return (role == null ? "nobody" : role) + " of " + caller + ": " + operation + " of " + object
                + (direct ? ", direct" : "");
    }
}
