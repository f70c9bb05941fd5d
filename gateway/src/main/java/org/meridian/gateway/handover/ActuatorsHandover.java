package org.meridian.gateway.handover;

import org.meridian.platform.handover.Handover;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** The actuators' port is a successor's too. Named in META-INF for their context; a configuration would be found for the main one as well. */
@ConditionalOnProperty("meridian.handover.enabled")
public class ActuatorsHandover {

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> sharedActuators(Handover handover) {
        return factory -> factory.addServerCustomizers(new SharedPort(handover));
    }
}
