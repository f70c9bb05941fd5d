package org.meridian.sampling.sample;

import java.time.Instant;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;
import org.meridian.sampling.tube.Barcode;

/**
 * One person in one tube.
 *
 * @param site where, by whose sampler
 * @param sampledAt by the desk's clock
 * @param recordedAt by ours
 */
record Sample(
        SampleId id,
        Barcode barcode,
        SiteId site,
        ResidentId resident,
        StaffId sampledBy,
        Instant sampledAt,
        Instant recordedAt) {

    boolean isOfTraveller() {
        return !resident.countryCode().equals(site.countryCode());
    }
}
