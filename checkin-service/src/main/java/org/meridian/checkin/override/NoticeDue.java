package org.meridian.checkin.override;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.meridian.platform.id.ResidentId;

/**
 * Something that a resident must be told; registration-service knows how to reach them.
 *
 * @param parameters what the kind's text needs
 */
record NoticeDue(ResidentId residentId, UUID noticeId, Kind kind, Map<String, String> parameters, Instant at) {

    static final String TYPE = "NoticeDue";

    /** What happened. */
    enum Kind {
        OVERRIDE_SET,
        OVERRIDE_ENDED
    }
}
