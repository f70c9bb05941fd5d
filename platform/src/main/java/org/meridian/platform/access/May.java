package org.meridian.platform.access;

import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;

/**
 * One cell of the table.
 *
 * @param role who
 * @param whose reaches whose data
 * @param where in which countries
 */
public record May(Role role, Whose whose, Where where) {

    public May {
        if (role == Role.SERVICE) {
            throw new IllegalArgumentException("a service is named, not its role");
        }
    }

    boolean reaches(Operation operation, Caller caller, PathValues path) {
        return whose.reaches(operation, caller, path) && where.reaches(operation, caller, path);
    }
}
