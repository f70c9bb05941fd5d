package org.meridian.results.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.meridian.results.person.SampleId;
import org.meridian.results.verdict.Need;
import org.meridian.results.verdict.Outcome;

/**
 * A task as the site that filled the tube sees it.
 *
 * @param taskId the sample's id: there is one task at most for each
 * @param reason the tube's outcome
 * @param barcode of that tube
 */
public record TaskView(
        SampleId taskId,
        Need kind,
        Outcome reason,
        State state,
        ResidentId residentId,
        String barcode,
        Instant sampledAt,
        Instant openedAt,
        Instant expiresAt,
        @Nullable Instant closedAt) {}
