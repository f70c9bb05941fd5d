package org.meridian.results.person;

import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How long people's results are kept. Never shorter than any rule of health codes looks back (60 days), so that no code
 * turns better because something was forgotten.
 */
@Configuration(proxyBeanMethods = false)
class ResultRetention {

    @Bean
    RetentionRule negativeResultsRetention(ForgottenResults results) {
        return RetentionRule.days("negative-results", 90)
                .atLeast(61)
                .by((country, before, atMost) -> results.forget(ForgottenResults.NEGATIVE, country, before, atMost));
    }

    @Bean
    RetentionRule positiveResultsRetention(ForgottenResults results) {
        return RetentionRule.days("positive-results", 180)
                .atLeast(61)
                .by((country, before, atMost) -> results.forget(ForgottenResults.POSITIVE, country, before, atMost));
    }
}
