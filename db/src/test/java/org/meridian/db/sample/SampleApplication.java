package org.meridian.db.sample;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

@SpringBootApplication
class SampleApplication {

    /** Sees nothing but the sample's migrations. */
    static ClassLoader migrations() {
        String folder = Objects.requireNonNull(
                        SampleApplication.class.getResource("/sample/db/migration/V1__household.sql"))
                .toString()
                .replace("db/migration/V1__household.sql", "");
        try {
            return new URLClassLoader(new URL[] {URI.create(folder).toURL()}, null);
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    static ConfigurableApplicationContext start(Map<String, String> properties) {
        Map<String, Object> all = new LinkedHashMap<>(properties);
        all.put("spring.main.banner-mode", "off");
        all.put("logging.level.root", "warn");
        return new SpringApplicationBuilder(SampleApplication.class)
                .web(WebApplicationType.NONE)
                .properties(all)
                .run();
    }
}
