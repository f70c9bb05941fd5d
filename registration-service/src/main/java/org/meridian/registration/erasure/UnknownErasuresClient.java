package org.meridian.registration.erasure;

import java.util.List;
import org.meridian.platform.id.ResidentId;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** A service that has rows of people. */
interface UnknownErasuresClient {

    record Erased(String country, List<ResidentId> residentIds) {}

    /** Those of whose erasure it does not know: its tables were restored, or the event is on its way. */
    @PostMapping("/internal/erasures/unknown")
    List<ResidentId> unknown(@RequestBody Erased erased);
}
