package org.meridian.bench.world;

import java.util.UUID;
import org.meridian.platform.id.ResidentId;

/**
 * As many people as a run needs, by their number: the same seed gives the same ids. They need not be registered, as no
 * service asks when samples are taken or results come.
 */
public record People(long seed, String country) {

    public UUID id(long number) {
        return new UUID(mix(seed + number), mix(seed * 31 + ~number));
    }

    public ResidentId resident(long number) {
        return new ResidentId(id(number), country);
    }

    /** SplitMix64's last step: neighbours become strangers. */
    public static long mix(long value) {
        long z = (value + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
