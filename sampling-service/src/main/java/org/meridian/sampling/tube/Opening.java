package org.meridian.sampling.tube;

import org.meridian.sampling.site.SiteStatus;

/** What became of a tube that was to be opened. */
public sealed interface Opening {

    record Opened(Tube tube) implements Opening {}

    record NoSuchSite() implements Opening {}

    record SiteNotApproved(SiteStatus status) implements Opening {}

    record BarcodeTaken() implements Opening {}
}
