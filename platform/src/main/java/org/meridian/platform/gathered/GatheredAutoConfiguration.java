package org.meridian.platform.gathered;

import java.util.Objects;
import org.apache.catalina.connector.Connector;
import org.meridian.platform.security.SecurityAutoConfiguration;
import org.meridian.platform.token.Vouch;
import org.meridian.platform.web.ProblemWriter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Every service takes gathered calls. */
@AutoConfiguration(after = SecurityAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(GatheredProperties.class)
public class GatheredAutoConfiguration {

    @Bean
    ServletRegistrationBean<GatheredServlet> gatheredCalls(
            Vouch vouch, ProblemWriter problems, GatheredProperties properties, ApplicationContext context) {
        InnerCalls calls = new InnerCalls(
                () -> connector(context),
                problems,
                Math.toIntExact(properties.longestAnswer().toBytes()));
        return new ServletRegistrationBean<>(
                new GatheredServlet(vouch, calls, problems, properties.most()), Carrier.PATH);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> gatheredCallsKeepTheirThreads() {
        return factory -> factory.addEngineValves(new OnItsOwnThread());
    }

    /** Of the port that everybody calls; the actuators' has its own. */
    private static Connector connector(ApplicationContext context) {
        TomcatWebServer server = (TomcatWebServer) ((WebServerApplicationContext) context).getWebServer();
        return Objects.requireNonNull(server).getTomcat().getConnector();
    }
}
