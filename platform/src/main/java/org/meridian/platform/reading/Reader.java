package org.meridian.platform.reading;

import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/**
 * Who reads, as the person is told.
 *
 * @param organisation its name at this moment, where there is one
 */
public record Reader(String staffId, String role, @Nullable String organisation) {

    /** All staff roles that the caller holds: which of them opened the door, the caller's token doesn't say. */
    public static Reader of(Caller caller) {
        String roles = caller.roles().stream()
                .filter(role -> role != Role.RESIDENT)
                .sorted()
                .map(Role::name)
                .collect(Collectors.joining(", "));
        String place = Objects.toString(caller.site(), Objects.toString(caller.unit(), null));
        return new Reader(Objects.toString(caller.staff(), caller.subject()), roles, place);
    }

    /** The same reader, of an organisation with this name. */
    public Reader at(String name) {
        return new Reader(staffId, role, name);
    }

    /** The same reader, in this role only. */
    public Reader as(Role only) {
        return new Reader(staffId, only.name(), organisation);
    }
}
