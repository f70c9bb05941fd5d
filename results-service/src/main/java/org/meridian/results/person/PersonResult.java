package org.meridian.results.person;

import java.time.Instant;
import org.meridian.results.tube.ResultId;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.meridian.results.verdict.Status;

/** What is known of a person from one sample. */
record PersonResult(
        SampleId sampleId,
        ResultId resultId,
        Outcome outcome,
        Status status,
        Method method,
        Instant sampledAt,
        Instant testedAt) {}
