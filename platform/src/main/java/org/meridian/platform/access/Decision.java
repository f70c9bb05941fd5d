package org.meridian.platform.access;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.MalformedIdException;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/** Decides on a call from its row, the token and the path: before a body is read, and without a row of the database. */
public final class Decision {

    private Decision() {}

    /**
     * @param caller as the verified token says; none without one
     * @param path what stands for the pattern's variables
     */
    public static Verdict on(Operation operation, @Nullable Caller caller, Map<String, String> path) {
        return switch (operation.admission()) {
            case Admission.Anyone anyone -> Verdict.GRANTED;
            case Admission.People(List<May> cells) ->
                caller == null ? Verdict.NO_TOKEN : person(operation, cells, caller, new PathValues(path));
            case Admission.Services services -> caller == null ? Verdict.NO_TOKEN : service(services, caller);
        };
    }

    private static Verdict person(Operation operation, List<May> cells, Caller caller, PathValues path) {
        List<May> own = cells.stream().filter(cell -> caller.is(cell.role())).toList();
        if (own.isEmpty()) {
            return Verdict.NO_ROLE;
        }
        try {
            return own.stream().anyMatch(cell -> cell.reaches(operation, caller, path))
                    ? Verdict.GRANTED
                    : Verdict.NOT_THEIRS;
        } catch (MalformedIdException e) {
            return Verdict.NO_SUCH_THING;
        }
    }

    private static Verdict service(Admission.Services services, Caller caller) {
        return caller.is(Role.SERVICE) && services.names().contains(caller.subject())
                ? Verdict.GRANTED
                : Verdict.NO_ROLE;
    }
}
