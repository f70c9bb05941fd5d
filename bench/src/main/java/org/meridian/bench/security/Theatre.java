package org.meridian.bench.security;

import org.jspecify.annotations.Nullable;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.world.World;

/** Holds the one cast that all attacks of a run share; it is made when the first of them asks. */
public final class Theatre {

    private @Nullable Cast cast;

    public synchronized Cast cast(World world) {
        Cast made = cast;
        if (made == null) {
            made = new Cast(world);
            cast = made;
        }
        return made;
    }
}
