package org.meridian.registration.login;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.registration.resident.Residents;
import org.meridian.registration.staff.Staff;
import org.meridian.registration.staff.StaffAccounts;
import org.meridian.registration.token.PeopleTokens;
import org.springframework.stereotype.Component;

/** Everything that a phone is in a country, resident and staff. */
@Component
class Callers {

    private final Residents residents;
    private final StaffAccounts accounts;
    private final FirstAdministrators administrators;
    private final PeopleTokens tokens;

    Callers(Residents residents, StaffAccounts accounts, FirstAdministrators administrators, PeopleTokens tokens) {
        this.residents = residents;
        this.accounts = accounts;
        this.administrators = administrators;
        this.tokens = tokens;
    }

    /** Empty when nobody has this phone: no resident, no staff with a role that has not ended. */
    Optional<Caller> byPhone(Country country, byte[] phoneIndex) {
        return of(
                country,
                residents.byPhone(country, phoneIndex).orElse(null),
                accounts.byPhone(country, phoneIndex).orElse(null),
                administrators.are(country, phoneIndex));
    }

    /** @param first whether the staff account is one of the first administrators' */
    Optional<Caller> of(Country country, @Nullable ResidentId resident, @Nullable Staff staff, boolean first) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Instant end = tokens.end(staff != null && !staff.roles().isEmpty());
        if (resident != null) {
            roles.add(Role.RESIDENT);
        }
        if (staff != null) {
            roles.addAll(staff.roles());
            Instant firstEnd = staff.firstEnd().orElse(end);
            end = firstEnd.isBefore(end) ? firstEnd : end;
            if (first) {
                roles.add(Role.ADMIN);
            }
        }
        if (roles.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Caller(
                resident != null ? resident.toString() : String.valueOf(staff == null ? null : staff.id()),
                country,
                roles,
                staff == null ? null : staff.id(),
                staff == null ? null : staff.site().orElse(null),
                staff == null ? null : staff.unit().orElse(null),
                end));
    }

    /** As the audit trail writes them. */
    static String text(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().collect(Collectors.joining(","));
    }
}
