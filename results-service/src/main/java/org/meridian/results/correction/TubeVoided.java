package org.meridian.results.correction;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.results.person.MemberResult;
import org.meridian.results.person.SampleId;
import org.meridian.results.tube.Origin;
import org.meridian.results.tube.ResultId;
import org.meridian.results.tube.TubeResult;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;

/** sampling-service tells that a tube will have no result. Events carry arrays of these. */
record TubeVoided(
        String barcode,
        SiteId siteId,
        @Nullable String division,
        int capacity,
        String reason,
        Instant voidedAt,
        List<Member> members) {

    static final String TYPE = "TubeVoided";

    record Member(SampleId sampleId, ResidentId residentId, Instant sampledAt) {}

    String why() {
        return "VOID: " + reason;
    }

    TubeResult result(ResultId id) {
        Origin origin = new Origin(siteId, division, capacity, members.size(), null, null);
        return new TubeResult(id, barcode, Outcome.INVALID, voidedAt, null, null, origin, why(), null);
    }

    /** @param testedAt when the tube was tested, or voided */
    Stream<MemberResult> results(ResultId id, int revision, Instant testedAt) {
        return members.stream()
                .map(member -> new MemberResult(
                        id,
                        revision,
                        member.sampleId(),
                        member.residentId(),
                        Outcome.INVALID,
                        Method.ofCapacity(capacity),
                        member.sampledAt(),
                        testedAt,
                        barcode,
                        siteId));
    }
}
