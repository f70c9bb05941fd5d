package org.meridian.results.tube;

import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;

/**
 * Where a tube and its result come from, as it was when the result was reported.
 *
 * @param site that filled the tube
 * @param division of that site
 * @param capacity of the tube
 * @param people in the tube
 * @param loinc what the device measures
 * @param labSite that reported the result and may correct it, see {@link Laboratory}; nobody may where there is none
 */
public record Origin(
        @Nullable SiteId site,
        @Nullable String division,
        int capacity,
        int people,
        @Nullable String loinc,
        @Nullable SiteId labSite) {}
