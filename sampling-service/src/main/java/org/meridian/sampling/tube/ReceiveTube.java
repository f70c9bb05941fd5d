package org.meridian.sampling.tube;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param receivedAt by the lab's clock, when that is not now */
public record ReceiveTube(@Nullable Instant receivedAt) {}
