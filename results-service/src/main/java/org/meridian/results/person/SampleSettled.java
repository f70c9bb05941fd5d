package org.meridian.results.person;

import org.jspecify.annotations.Nullable;
import org.meridian.results.tube.ResultId;

/**
 * Tells the country of a tube whether what a sample's result left to be done has come. Events carry arrays of these.
 *
 * @param revision of the tube's result that this is about; the tube's country may know a later one by now
 * @param by the result that settled it; null when it is not settled any more
 * @param version grows with each change within a revision; one with a lower version than was seen is old
 */
public record SampleSettled(
        SampleId sampleId,
        int revision,
        boolean settled,
        @Nullable ResultId by,
        int version) {

    public static final String TYPE = "SampleSettled";
}
