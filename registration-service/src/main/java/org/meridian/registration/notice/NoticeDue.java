package org.meridian.registration.notice;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.meridian.platform.id.ResidentId;

/**
 * Another service wants a resident to be told something.
 *
 * @param noticeId the same when it is said again
 * @param parameters what the kind's text needs
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record NoticeDue(ResidentId residentId, UUID noticeId, Kind kind, Map<String, String> parameters, Instant at) {

    static final String TYPE = "NoticeDue";
}
