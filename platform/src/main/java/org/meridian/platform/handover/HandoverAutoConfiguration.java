package org.meridian.platform.handover;

import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Every service can give its port to a successor. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("meridian.handover.enabled")
@EnableConfigurationProperties(HandoverSettings.class)
public class HandoverAutoConfiguration {

    @Bean
    Handover handover(HandoverSettings settings) {
        return new Handover(settings);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> sharedPort(Handover handover) {
        return factory -> {
            factory.setProtocol(SharedPort.class.getName());
            factory.addEngineValves(new Farewell(handover));
        };
    }

    @Bean
    BeforeRefusing takesLeave(Handover handover, ApplicationContext context) {
        return new BeforeRefusing(() -> {
            TomcatWebServer server =
                    (TomcatWebServer) Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
            SharedPort port = (SharedPort) server.getTomcat().getConnector().getProtocolHandler();
            if (handover.leave(server.getPort(), port::connections)) {
                port.stopListening();
            }
        });
    }
}
