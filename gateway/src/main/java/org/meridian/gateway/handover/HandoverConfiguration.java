package org.meridian.gateway.handover;

import java.util.Objects;
import org.meridian.platform.handover.BeforeRefusing;
import org.meridian.platform.handover.Handover;
import org.meridian.platform.handover.HandoverSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** On when a successor may come. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("meridian.handover.enabled")
@EnableConfigurationProperties(HandoverSettings.class)
class HandoverConfiguration {

    @Bean
    Handover handover(HandoverSettings settings) {
        return new Handover(settings);
    }

    @Bean
    SharedPort sharedPort(Handover handover) {
        return new SharedPort(handover);
    }

    @Bean
    BeforeRefusing takesLeave(Handover handover, SharedPort port, ApplicationContext context) {
        return new BeforeRefusing(() -> handover.leave(
                Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                        .getPort(),
                port::connections));
    }
}
