package org.meridian.platform.audit.reading;

import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.AuditProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every service shows its trail. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(AuditProperties.class)
@Import(TrailController.class)
public class TrailReadingAutoConfiguration {

    @Bean
    TrailReader trailReader(
            JdbcClient jdbc, Topology topology, Region home, AuditProperties properties, Environment environment) {
        return new TrailReader(
                jdbc, topology, home, properties.installation(), environment.getRequiredProperty("meridian.service"));
    }
}
