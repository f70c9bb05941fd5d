package org.meridian.registration.staff;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.token.Role;

/**
 * A staff account and the roles it holds now, those granted last first. A token names one site and one unit: those granted
 * last; roles bound to another are left out of it, lest they be used at the one it names.
 */
public record Staff(StaffId id, List<Held> held) {

    /** @param boundTo a site's id, with UNIT_ADMIN a unit's; empty: bound to nothing */
    public record Held(Role role, String boundTo, Instant expiresAt) {

        private boolean isBoundToUnit() {
            return role == Role.UNIT_ADMIN && !boundTo.isEmpty();
        }

        private boolean isBoundToSite() {
            return role != Role.UNIT_ADMIN && !boundTo.isEmpty();
        }
    }

    public Optional<SiteId> site() {
        return held.stream().filter(Held::isBoundToSite).findFirst().map(h -> SiteId.of(h.boundTo()));
    }

    public Optional<UnitId> unit() {
        return held.stream().filter(Held::isBoundToUnit).findFirst().map(h -> UnitId.of(h.boundTo()));
    }

    /** What a token may say. */
    public Set<Role> roles() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        inToken().forEach(h -> roles.add(h.role()));
        return roles;
    }

    /** When the first of these roles ends: the token must not outlive it. */
    public Optional<Instant> firstEnd() {
        return inToken().stream().map(Held::expiresAt).min(Instant::compareTo);
    }

    private List<Held> inToken() {
        String site = site().map(SiteId::toString).orElse("");
        String unit = unit().map(UnitId::toString).orElse("");
        return held.stream()
                .filter(h -> h.boundTo().isEmpty() || h.boundTo().equals(h.isBoundToUnit() ? unit : site))
                .toList();
    }
}
