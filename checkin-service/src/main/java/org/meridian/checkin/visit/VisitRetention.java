package org.meridian.checkin.visit;

import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long it is known who was where. */
@Configuration(proxyBeanMethods = false)
class VisitRetention {

    /** A scanner may be without a network for three days. */
    @Bean
    RetentionRule checkInsRetention() {
        return RetentionRule.days("check-ins", 28)
                .atLeast(4)
                .rows("check_in", "id")
                .since("checked_in_at");
    }

    /** Where a person's own list looks for check-ins: as long as there can be any, and some days for other zones. */
    @Bean
    RetentionRule visitedCountriesRetention() {
        return RetentionRule.days("visited-countries", 31)
                .atLeast(7)
                .rows("visited_country", "resident_id", "visited")
                .since("since");
    }
}
