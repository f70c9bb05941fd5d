package org.meridian.sharing.reading;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** The latest results, from where they lie. */
interface ResultsClient {

    record Query(String country, List<ResidentId> residentIds) {}

    /** Only what a unit may see is read out of the answer. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Latest(
            ResidentId residentId,
            String outcome,
            String status,
            @Nullable Instant sampledAt) {}

    /** Of those of these residents (1,000 at most) who have a result. */
    @PostMapping("/internal/results/latest")
    List<Latest> latest(@RequestBody Query query);
}
