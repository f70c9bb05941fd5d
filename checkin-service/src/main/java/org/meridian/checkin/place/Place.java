package org.meridian.checkin.place;

import java.time.Instant;
import org.meridian.platform.id.StaffId;

/**
 * An entry point that a company or authority runs.
 *
 * @param owner the staff account that registered it, of the place's country
 * @param division administrative division, by its official code
 */
public record Place(
        PlaceId id, StaffId owner, String name, String corpName, String corpNo, String division, Instant createdAt) {}
