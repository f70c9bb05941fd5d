package org.meridian.registration.message;

import java.time.Duration;
import org.meridian.platform.retention.RetentionRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands for a phone's messages in profile local. */
@Configuration(proxyBeanMethods = false)
class MessageRetention {

    @Bean
    RetentionRule localMessagesRetention() {
        return RetentionRule.time("local-messages", Duration.ofDays(1))
                .rows("dev_outbox", "challenge_id")
                .since("sent_at");
    }
}
