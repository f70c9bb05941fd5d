package org.meridian.results.person;

import java.time.Instant;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;

/**
 * A tube's result as it concerns one person in the tube: all that the person's home country needs to know.
 *
 * @param revision of the tube's result; a later one replaces an earlier one, in whichever order they arrive
 * @param outcome the tube's
 */
public record MemberResult(
        ResultId resultId,
        int revision,
        SampleId sampleId,
        ResidentId residentId,
        Outcome outcome,
        Method method,
        Instant sampledAt,
        Instant testedAt) {

    /** The event's type, with which a traveller's result goes to the traveller's home country. */
    public static final String EVENT = "MemberResulted";
}
