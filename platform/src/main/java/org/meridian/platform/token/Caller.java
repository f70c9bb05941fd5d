package org.meridian.platform.token;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.DeviceId;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;

/**
 * Who calls, as a verified token says.
 *
 * @param subject the token's {@code sub}: a resident's id, else a staff account's, or a service's name
 * @param country the caller's own country; absent for services
 * @param roles all roles that the caller holds
 * @param staff the staff account, for those who have one (also when {@code subject} is a resident's id)
 * @param site the site that the roles SAMPLER, TESTER are bound to
 * @param unit the sharing unit that the role UNIT_ADMIN is bound to, once there is one
 * @param expiresAt when the token ends
 * @param device the device whose own credential this is; it can do nothing but sample, at its site
 */
public record Caller(
        String subject,
        @Nullable Country country,
        Set<Role> roles,
        @Nullable StaffId staff,
        @Nullable SiteId site,
        @Nullable UnitId unit,
        Instant expiresAt,
        @Nullable DeviceId device) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Somebody who does not call by a device's own credential. */
    public Caller(
            String subject,
            @Nullable Country country,
            Set<Role> roles,
            @Nullable StaffId staff,
            @Nullable SiteId site,
            @Nullable UnitId unit,
            Instant expiresAt) {
        this(subject, country, roles, staff, site, unit, expiresAt, null);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** The caller's country. @throws IllegalStateException for a service */
    public Country home() {
        if (country == null) {
            throw new IllegalStateException("a service has no country");
        }
        return country;
    }

    /** The resident who calls. @throws IllegalStateException when the caller is none */
    public ResidentId resident() {
        if (!is(Role.RESIDENT)) {
            throw new IllegalStateException("the caller is no resident");
        }
        return ResidentId.of(subject);
    }

    /** The staff account that calls. @throws IllegalStateException when the caller has none */
    public StaffId staffId() {
        if (staff == null) {
            throw new IllegalStateException("the caller has no staff account");
        }
        return staff;
    }
}
