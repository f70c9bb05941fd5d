package org.meridian.sharing.roster;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;

/**
 * A current member of a unit.
 *
 * @param country where the member's consents and results lie
 * @param residentId absent until the person registers
 * @param reference by which the unit recognises whom it named
 */
public record Member(
        UUID id,
        Country country,
        String personKey,
        @Nullable UUID residentId,
        String reference,
        String type) {

    Member registeredAs(UUID resident) {
        return new Member(id, country, personKey, resident, reference, type);
    }
}
