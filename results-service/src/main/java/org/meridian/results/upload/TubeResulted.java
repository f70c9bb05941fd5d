package org.meridian.results.upload;

import java.time.Instant;
import org.meridian.results.tube.ResultId;

/** Tells sampling-service that a tube has its first result. */
public record TubeResulted(String barcode, Instant testedAt, ResultId resultId) {

    public static final String TYPE = "TubeResulted";
}
