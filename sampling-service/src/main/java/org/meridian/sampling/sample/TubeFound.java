package org.meridian.sampling.sample;

import java.util.List;
import org.meridian.platform.id.SiteId;
import org.meridian.sampling.tube.Barcode;
import org.meridian.sampling.tube.TubeState;

/**
 * A tube as those see it who have its result.
 *
 * @param division where the site is
 * @param members in the order in which they were put into it
 */
public record TubeFound(
        Barcode barcode, TubeState state, int capacity, SiteId siteId, String division, List<Member> members) {}
