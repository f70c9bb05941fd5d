package org.meridian.db.data;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** JPA as every service wants it, with the lowest precedence: what a service sets itself wins. */
public final class JpaDefaults implements EnvironmentPostProcessor {

    private static final Map<String, Object> DEFAULTS = Map.of(
            "spring.jpa.open-in-view", "false",
            // The schema belongs to the migrations; a start in a bad moment must not depend on reading it.
            "spring.jpa.hibernate.ddl-auto", "none",
            "spring.jpa.properties.hibernate.dialect", "org.meridian.db.data.MeridianDialect",
            "spring.jpa.properties.hibernate.boot.allow_jdbc_metadata_access", "false",
            "spring.jpa.properties.hibernate.jdbc.batch_size", "50",
            "spring.jpa.properties.hibernate.order_inserts", "true",
            "spring.jpa.properties.hibernate.order_updates", "true",
            "spring.jpa.properties.hibernate.jdbc.time_zone", "UTC");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new MapPropertySource("meridianJpaDefaults", DEFAULTS));
    }
}
