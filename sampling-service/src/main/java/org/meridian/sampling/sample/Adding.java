package org.meridian.sampling.sample;

import org.meridian.sampling.tube.TubeState;

/** What became of a sample that was to go into a tube. */
public sealed interface Adding {

    /** @param filled how many are in the tube now, this one included */
    record Added(SampleId sampleId, int filled, int capacity) implements Adding {}

    record NoSuchTube() implements Adding {}

    record NotOpen(TubeState state) implements Adding {}

    record AlreadyIn() implements Adding {}

    record Full(int capacity) implements Adding {}
}
