package org.meridian.results.reconciliation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** checkin-service, which says where it differs. */
interface StatusClient {

    /**
     * @param range whom to compare; only those with a status when absent
     * @param statuses all that is known of them here, at most 1,000
     */
    record Compare(String country, Topic topic, @Nullable Range range, List<Status> statuses) {}

    /** Everybody beyond {@code after} up to {@code until}; absent is without a bound. */
    record Range(@Nullable ResidentId after, @Nullable ResidentId until) {}

    /** @param until up to and including this person everybody was compared; absent when nobody comes after */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Found(List<Difference> differences, @Nullable ResidentId until) {}

    @PostMapping("/internal/health-status/compare")
    Found compare(@RequestBody Compare query);
}
