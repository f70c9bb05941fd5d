package org.meridian.registration.otp;

import java.time.Duration;
import org.meridian.platform.retention.RetentionRule;
import org.meridian.registration.settings.RegistrationSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A code, and whose phone it went to, are forgotten when it is good for nothing any more. */
@Configuration(proxyBeanMethods = false)
class OtpRetention {

    @Bean
    RetentionRule otpCodesRetention(RegistrationSettings settings) {
        Duration lifetime = settings.otp().lifetime();
        Duration normally = Duration.ofMinutes(10);
        return RetentionRule.time("otp-codes", lifetime.compareTo(normally) > 0 ? lifetime : normally)
                .atLeast(lifetime)
                .rows("otp_challenge", "id")
                .since("created_at");
    }
}
