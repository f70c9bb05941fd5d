package org.meridian.sampling.sample;

import java.time.Instant;
import org.meridian.platform.id.ResidentId;

/**
 * Somebody in a tube.
 *
 * @param sampledAt by the desk's clock, or by ours when that one ran ahead: no sample is taken after it was recorded
 * @param offline whether the desk had no network then; its clock may be two hours off
 */
public record Member(SampleId sampleId, ResidentId residentId, Instant sampledAt, boolean offline) {}
