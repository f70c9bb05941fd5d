package org.meridian.platform.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.meridian.platform.test.CallersMeanwhile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service and the one that takes its place, on one port. */
class SuccessorIT {

    @RestController
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        HandoverAutoConfiguration.class
    })
    static class Named {

        private final String name;

        Named(@Value("${name}") String name) {
            this.name = name;
        }

        @PostMapping("/who")
        String who() {
            return name;
        }
    }

    private static ConfigurableApplicationContext start(String name, int port, String... more) {
        return new SpringApplicationBuilder(Named.class)
                .properties(
                        "name=" + name, "server.port=" + port, "server.address=127.0.0.1", "server.shutdown=graceful")
                .properties("spring.main.banner-mode=off")
                // as in every service
                .properties("server.tomcat.max-keep-alive-requests=-1")
                .properties(more)
                .run();
    }

    private static ConfigurableApplicationContext sharing(String name, int port) {
        return start(name, port, "meridian.handover.enabled=true", "meridian.handover.patience=20s");
    }

    private static int port(ConfigurableApplicationContext context) {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port + "/who");
    }

    @Test
    void noRequestIsLostWhileOneFollowsAnother() {
        ConfigurableApplicationContext serving = sharing("first", 0);
        int port = port(serving);
        try (CallersMeanwhile callers = new CallersMeanwhile(address(port), 6)) {
            for (String name : new String[] {"second", "third", "fourth"}) {
                int before = callers.answered();
                await().until(() -> callers.answered() > before + 50);
                ConfigurableApplicationContext old = serving;
                serving = sharing(name, port);
                old.close();
                await().until(() -> callers.answers().contains(name));
            }
            assertThat(callers.answers()).containsExactlyInAnyOrder("first", "second", "third", "fourth");
            assertThat(callers.failures()).isEmpty();
        } finally {
            serving.close();
        }
    }

    @Test
    void newCallersComeToTheYoungerAtOnceAndTheOlderOneWaitsForItsLastCallerOnly() {
        ConfigurableApplicationContext old = sharing("old", 0);
        ConfigurableApplicationContext young = sharing("young", port(old));
        try {
            for (int i = 0; i < 40; i++) {
                try (CallersMeanwhile one = new CallersMeanwhile(address(port(young)), 1)) {
                    await().until(() -> one.answered() > 0);
                    assertThat(one.answers()).containsExactly("young");
                }
            }
            long begin = System.nanoTime();
            old.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("nobody is connected to it: it does not wait for as long as it may")
                    .isLessThan(Duration.ofSeconds(15));
        } finally {
            young.close();
            old.close();
        }
    }

    @Test
    void whereItIsNotAskedForASecondProcessDoesNotStart() {
        try (ConfigurableApplicationContext only = start("only", 0)) {
            assertThatThrownBy(() -> sharing("intruder", port(only))).hasStackTraceContaining("already in use");
        }
    }
}
