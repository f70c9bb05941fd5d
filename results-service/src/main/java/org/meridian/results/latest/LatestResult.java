package org.meridian.results.latest;

import java.time.Instant;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.meridian.results.verdict.Status;

/** The result of a person's newest sample that has one. */
public record LatestResult(
        ResidentId residentId, Outcome outcome, Status status, Method method, Instant sampledAt, Instant testedAt) {}
