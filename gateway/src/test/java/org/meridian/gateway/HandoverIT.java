package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.meridian.platform.test.SharedPorts;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** A whole gateway as deploy/up starts it: both its ports are open to a successor. */
@TestPropertySource(properties = {"meridian.handover.enabled=true", "management.server.port=0"})
class HandoverIT extends TwoRegions {

    private final int port;
    private final int actuators;

    HandoverIT(@LocalServerPort int port, @LocalManagementPort int actuators) {
        super(port);
        this.port = port;
        this.actuators = actuators;
    }

    @Test
    void itServesOnPortsThatASuccessorMayShare() {
        assertThat(edge.get("/v1/regions").statusCode()).isEqualTo(200);
        assertThat(Edge.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + actuators + "/actuator/health")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(SharedPorts.isShared(port)).isTrue();
        assertThat(SharedPorts.isShared(actuators)).isTrue();
    }
}
