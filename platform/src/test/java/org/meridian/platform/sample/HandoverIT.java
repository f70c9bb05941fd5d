package org.meridian.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.meridian.platform.test.SharedPorts;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.TestPropertySource;

/** A whole service as deploy/up starts it: both its ports are open to a successor. */
@TestPropertySource(properties = {"meridian.handover.enabled=true", "management.server.port=0"})
class HandoverIT extends SampleFixture {

    @LocalManagementPort
    int actuators;

    @Test
    void itServesOnPortsThatASuccessorMayShare() throws Exception {
        assertThat(write(null, "a note", resident).statusCode()).isEqualTo(201);
        var health = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + actuators + "/actuator/health"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(SharedPorts.isShared(port)).isTrue();
        assertThat(SharedPorts.isShared(actuators)).isTrue();
    }
}
