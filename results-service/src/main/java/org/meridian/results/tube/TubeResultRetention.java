package org.meridian.results.tube;

import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Statistics are made from tubes' results, which name nobody: when the samples have gone they lead to nobody either. */
@Configuration(proxyBeanMethods = false)
class TubeResultRetention {

    /** All revisions of a tube have the same time; the newest goes first, because the one before is named by it. */
    @Bean
    RetentionRule tubeResultsRetention() {
        return RetentionRule.days("tube-results", 1826)
                .atLeast(183)
                .rows("tube_result", "id")
                .only("NOT EXISTS (SELECT 1 FROM tube_result c WHERE c.barcode = t.barcode"
                        + " AND c.revision > t.revision AND c.country_code = t.country_code)")
                .since("tested_at");
    }
}
