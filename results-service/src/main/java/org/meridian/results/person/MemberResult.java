package org.meridian.results.person;

import java.time.Instant;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.meridian.results.verdict.Verdict;

/**
 * A tube's result as it concerns one person in the tube: all that the person's home country needs to know.
 *
 * @param revision of the tube's result; a later one replaces an earlier one, in whichever order they arrive
 * @param outcome the tube's
 * @param siteId that filled the tube
 */
public record MemberResult(
        ResultId resultId,
        int revision,
        SampleId sampleId,
        ResidentId residentId,
        Outcome outcome,
        Method method,
        Instant sampledAt,
        Instant testedAt,
        String barcode,
        SiteId siteId) {

    /** The event's type, with which travellers' results go to their home country; its payload is an array of these. */
    public static final String EVENT = "MemberResulted";

    public Verdict verdict() {
        return Verdict.of(method, outcome);
    }
}
