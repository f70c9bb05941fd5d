package org.meridian.registration.staff;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.meridian.db.topology.Country;
import org.meridian.platform.token.Role;
import org.meridian.registration.person.Phone;

/**
 * A role given to whoever holds a phone.
 *
 * @param boundTo the site's or unit's id in its outside form, or empty
 * @param grantedBy a staff account's id, or a service's name
 */
public record Grant(
        Country country, Phone phone, String name, Role role, String boundTo, Instant expiresAt, String grantedBy) {

    private static final Set<Role> OF_TWO = EnumSet.of(Role.HEALTH_OFFICER, Role.ADMIN);

    /** Whether a second administrator's word is needed: health officers change colours, administrators make both. */
    public boolean takesTwo() {
        return OF_TWO.contains(role);
    }
}
