package org.meridian.sampling.sample;

import java.time.Instant;
import org.meridian.platform.id.SiteId;
import org.meridian.sampling.tube.Barcode;

/** A sample as its person sees it. */
public record OwnSample(SampleId sampleId, Barcode tube, SiteId site, String siteName, Instant sampledAt) {}
