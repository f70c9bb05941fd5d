package org.meridian.platform.id;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The clock and the ids made by it; tests bring their own clock. */
@AutoConfiguration
public class IdAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return new SteadyClock(Clock.systemUTC());
    }

    @Bean
    IdGenerator idGenerator(Clock clock) {
        return new IdGenerator(clock);
    }
}
