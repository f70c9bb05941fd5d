package org.meridian.sampling.sample;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;

/**
 * Puts a person into a tube, named by the code on the person's phone or by id.
 *
 * @param sampledAt by the desk's clock; now when absent
 */
public record AddSample(
        @Nullable String residentCode,
        @Nullable ResidentId residentId,
        @Nullable Instant sampledAt) {}
