package org.meridian.sampling.sample;

import java.time.Instant;
import org.meridian.sampling.tube.Barcode;

/** A sample whose tube has no result yet. */
public record OpenSample(SampleId sampleId, Barcode barcode, String countryCode, Instant sampledAt) {}
