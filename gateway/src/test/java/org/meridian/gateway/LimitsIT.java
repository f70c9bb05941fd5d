package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.gateway.instances.Service.CHECKIN;
import static org.meridian.gateway.instances.Service.REGISTRATION;

import com.sun.net.httpserver.Headers;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meridian.gateway.stub.StubRegions;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Point 10: nobody calls more often than they may. Behind a proxy that says whose call it is; an hour is longer than the test. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "meridian.region=eu",
            "meridian.gateway.trusted-proxies=127.0.0.1,10.0.0.0/8",
            "meridian.gateway.limits.per=1h",
            "meridian.gateway.limits.caller=5",
            "meridian.gateway.limits.address=4",
            "meridian.gateway.limits.login=3"
        })
class LimitsIT {

    private static final StubRegions REGIONS = new StubRegions("eu", "ap");

    private final Edge edge;

    LimitsIT(@LocalServerPort int port) {
        edge = new Edge(port);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        REGIONS.register(properties);
        properties.add("meridian.keys", Edge.KEYS::toString);
    }

    @BeforeEach
    void asAtFirst() {
        REGIONS.reset();
    }

    private HttpResponse<String> from(String address, String path) {
        return Edge.send(edge.to(path).header("X-Forwarded-For", address));
    }

    private HttpResponse<String> login(String forwardedFor, String path) {
        return Edge.send(edge.to(path)
                .header("X-Forwarded-For", forwardedFor)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"country\":\"DEU\"}")));
    }

    private static void assertLimited(HttpResponse<String> answer, Duration refill) {
        TwoRegions.assertProblem(answer, 429, "rate-limited");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isPositive()
                .isLessThanOrEqualTo(refill.toSeconds());
    }

    @Test
    void point10AnonymousCallsAreCountedByAddress() {
        for (int i = 0; i < 4; i++) {
            assertThat(from("192.0.2.1", "/v1/divisions").statusCode()).isEqualTo(200);
        }
        assertLimited(from("192.0.2.1", "/v1/regions"), Duration.ofMinutes(15));
        assertThat(from("192.0.2.2", "/v1/regions").statusCode()).isEqualTo(200);
        assertThat(from("192.0.2.1", "/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void point10ALineOfIpv6AddressesIsOneAddressPerNetwork() {
        for (int i = 0; i < 4; i++) {
            assertThat(from("2001:db8:1:2::" + i, "/v1/regions").statusCode()).isEqualTo(200);
        }
        assertLimited(from("2001:db8:1:2:3:4:5:6", "/v1/regions"), Duration.ofMinutes(15));
        assertThat(from("2001:db8:1:3::1", "/v1/regions").statusCode()).isEqualTo(200);
    }

    @Test
    void point10CodesTokensAndRegistrationsAreCountedTogetherAndMoreStrictly() {
        for (String path : List.of("/v1/otp", "/v1/token", "/v1/residents")) {
            assertThat(login("192.0.2.3", path).statusCode()).isEqualTo(200);
        }
        assertLimited(login("192.0.2.3", "/v1/token"), Duration.ofMinutes(20));
        assertThat(REGIONS.service("eu", REGISTRATION).received()).hasSize(3);
        assertThat(from("192.0.2.3", "/v1/regions").statusCode()).isEqualTo(200);
    }

    @Test
    void point10WhoHasATokenIsCountedByItWhereverTheyCallFrom() {
        String token = Edge.tokenOf("TWN", Duration.ofMinutes(5));
        for (int i = 0; i < 5; i++) {
            assertThat(Edge.send(edge.to("/v1/me/health-code")
                                    .header("Authorization", "Bearer " + token)
                                    .header("X-Forwarded-For", "192.0.2." + (100 + i)))
                            .statusCode())
                    .isEqualTo(200);
        }
        // a new token of the same person is no new person
        assertLimited(Edge.send(edge.as("TWN", "/v1/me")), Duration.ofMinutes(12));
        assertThat(REGIONS.service("ap", CHECKIN).received()).hasSize(5);
        assertThat(Edge.send(edge.as("DEU", "/v1/me")).statusCode()).isEqualTo(200);
    }

    @Test
    void point10WhoTriesTokensIsNotToldAnyMore() {
        for (int i = 0; i < 4; i++) {
            assertThat(tokenFrom("192.0.2.4").statusCode()).isEqualTo(401);
        }
        assertLimited(tokenFrom("192.0.2.4"), Duration.ofMinutes(15));
    }

    private HttpResponse<String> tokenFrom(String address) {
        return Edge.send(
                edge.to("/v1/me").header("Authorization", "Bearer x.y.z").header("X-Forwarded-For", address));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            198.51.100.1                            | 198.51.100.1
            1.1.1.1, 198.51.100.2                   | 198.51.100.2
            1.1.1.1, 198.51.100.3, 10.1.2.3         | 198.51.100.3
            198.51.100.4:5678                       | 198.51.100.4
            [2001:db8:9:9::1]:443                   | 2001:db8:9:9:0:0:0:0/64
            ::ffff:198.51.100.5                     | 198.51.100.5
            1.1.1.1, nonsense, 10.0.0.9             | 10.0.0.9
            """)
    void point10TheServiceIsToldTheLastAddressThatNoProxyOfOursHas(String forwardedFor, String expected) {
        assertThat(login(forwardedFor, "/v1/otp").statusCode()).isEqualTo(200);
        Headers sent = REGIONS.service("eu", REGISTRATION).last().headers();
        assertThat(sent.get("X-Client-Address")).containsExactly(expected);
    }

    @Test
    void point10NobodySaysThatByThemselvesAndOtherCallsDoNotCarryIt() {
        Edge.send(edge.to("/v1/token/refresh")
                .header("X-Client-Address", "192.0.2.66")
                .header("X-Forwarded-For", "192.0.2.5")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(REGIONS.service("eu", REGISTRATION).last().headers().get("X-Client-Address"))
                .containsExactly("192.0.2.5");
        Edge.send(edge.to("/v1/divisions").header("X-Client-Address", "192.0.2.66"));
        assertThat(REGIONS.service("eu", REGISTRATION).last().headers()).doesNotContainKey("X-client-address");
    }
}
