package org.meridian.sampling.sample;

import java.time.Instant;
import org.meridian.platform.id.ResidentId;

/** Somebody in a tube. */
public record Member(SampleId sampleId, ResidentId residentId, Instant sampledAt) {}
