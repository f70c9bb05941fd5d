package org.meridian.sampling.tube;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** A tube and what happened to it. */
public record TubeView(@JsonUnwrapped Tube tube, List<TubeEvent> history) {}
