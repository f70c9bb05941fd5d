package org.meridian.sampling.tube;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param sealedAt by the desk's clock, when it was sealed offline */
public record SealTube(@Nullable Instant sealedAt) {}
