package org.meridian.sampling;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts sampling-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SamplingApplication {

    public static void main(String[] args) {
        SpringApplication.run(SamplingApplication.class, args);
    }
}
