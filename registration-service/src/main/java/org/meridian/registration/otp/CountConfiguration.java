package org.meridian.registration.otp;

import java.time.Duration;
import org.meridian.platform.retention.RetentionRule;
import org.meridian.registration.settings.RegistrationSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CountConfiguration {

    /** A count says something for two windows. */
    @Bean
    RetentionRule otpCounts(RegistrationSettings settings) {
        Duration window = settings.otp().window();
        Duration tries = settings.otp().triesWindow();
        Duration longest = window.compareTo(tries) > 0 ? window : tries;
        return RetentionRule.time("otp-counts", longest.multipliedBy(2))
                .atLeast(longest.multipliedBy(2))
                .rows("otp_count", "counted", "slot")
                .since("window_start");
    }
}
