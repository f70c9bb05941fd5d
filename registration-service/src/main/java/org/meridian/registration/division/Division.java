package org.meridian.registration.division;

import org.jspecify.annotations.Nullable;

/**
 * An administrative division.
 *
 * @param code official: GB/T 2260 and the statistical bureau's extensions in China, ISO 3166-2 elsewhere
 * @param level 1 is the one below the country
 * @param parent code of the division that it is part of; none at level 1
 */
public record Division(
        String code, String name, int level, @Nullable String parent) {}
