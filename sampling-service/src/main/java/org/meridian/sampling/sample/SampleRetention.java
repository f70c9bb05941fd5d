package org.meridian.sampling.sample;

import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long it is known who was in which tube. */
@Configuration(proxyBeanMethods = false)
class SampleRetention {

    /** As long as a positive result, which can be corrected for so long; results-service keeps its own. */
    @Bean
    RetentionRule samplesRetention() {
        return RetentionRule.days("samples", 180)
                .atLeast(60)
                .rows("sample", "id")
                .since("sampled_at");
    }

    /** Where a person's own list looks for samples: as long as there can be any, and some days for other zones. */
    @Bean
    RetentionRule sampledAbroadRetention() {
        return RetentionRule.days("sampled-abroad", 183)
                .atLeast(60)
                .rows("sample_abroad", "resident_id", "visited_country")
                .since("told_at");
    }
}
