package org.meridian.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import reactor.netty.ReactorNetty;

/** Starts a region's gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {

    public static void main(String[] args) {
        // Netty's default of at least four event loops costs a third more CPU per call on two cores.
        if (System.getProperty(ReactorNetty.IO_WORKER_COUNT) == null) {
            int loops = Math.max(1, Runtime.getRuntime().availableProcessors());
            System.setProperty(ReactorNetty.IO_WORKER_COUNT, String.valueOf(loops));
        }
        SpringApplication.run(GatewayApplication.class, args);
    }
}
