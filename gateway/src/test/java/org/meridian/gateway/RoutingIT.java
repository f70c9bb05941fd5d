package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.meridian.gateway.instances.Service.CHECKIN;
import static org.meridian.gateway.instances.Service.REGISTRATION;
import static org.meridian.gateway.instances.Service.SHARING;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Where calls go, and where when that is dead. */
class RoutingIT extends TwoRegions {

    RoutingIT(@LocalServerPort int port) {
        super(port);
    }

    @Nested
    class Routes {

        @ParameterizedTest
        @CsvSource({"DEU, eu", "TWN, ap", "USA, eu"}) // us is not there: the nearest to it stands in
        void byTheTokensCountry(String country, String region) {
            HttpResponse<String> answer = Edge.send(edge.as(country, "/v1/me/results"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("results of " + region);
        }

        @ParameterizedTest
        @CsvSource({"DEU, eu", "TWN, ap"})
        void byTheIdInThePath(String country, String region) {
            assertThat(Edge.send(edge.as("DEU", "/v1/units/" + country + "-" + ULID))
                            .body())
                    .contains("sharing of " + region);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                /v1/otp           | {"phone":"+886","country":"TWN"}      | registration of ap
                /v1/otp           | {"phone":"+49","country":"DEU"}       | registration of eu
                /v1/otp           | {"country":                           | registration of eu
                /v1/residents     | {"challengeId":"x","country":"TWN"}   | registration of ap
                /v1/token         | {"challengeId":"TWN-01J","code":"1"}  | registration of ap
                /v1/token         | {"challengeId":"XXX-01J","code":"1"}  | registration of eu
                /v1/token/refresh | {"refreshToken":"TWN.abc"}            | registration of ap
                """)
        void byTheBodyWhichGoesOnUnchanged(String path, String body, String who) {
            HttpResponse<String> answer = edge.post(path, body);
            assertThat(answer.body()).contains(who);
            String region = who.substring(who.length() - 2);
            assertThat(REGIONS.service(region, REGISTRATION).last().body()).isEqualTo(body);
        }

        @Test
        void aCheckInByThePlaceAndNotByThePerson() {
            var request =
                    edge.as("DEU", "/v1/check-ins").POST(BodyPublishers.ofString("{\"place\":\"TWN-" + ULID + "\"}"));
            assertThat(Edge.send(request).body()).contains("checkin of ap");
        }

        @Test
        void queriesAndEscapesReachTheServiceAsTheyWere() {
            edge.get("/v1/divisions?country=CHN&parent=%2B1%2F0&x=a+b");
            assertThat(REGIONS.service("eu", REGISTRATION).last().uri())
                    .isEqualTo("/v1/divisions?country=CHN&parent=%2B1%2F0&x=a+b");
        }

        @Test
        void aCountryThatNobodyServesIs422AndNobodyIsAsked() {
            assertProblem(edge.post("/v1/otp", "{\"country\":\"XXX\"}"), 422, "unknown-country");
            assertProblem(Edge.send(edge.as("DEU", "/v1/units/XXX-" + ULID)), 422, "unknown-country");
            assertThat(edge.post("/v1/otp", "{\"country\":\"XXX\"}").body()).contains("/v1/regions");
            assertThat(REGIONS.requests()).isZero();
        }
    }

    @Nested
    class FailsOver {

        @Test
        void toTheNextRegionWhileTheHomeOneIsDeadAndBackAfterwards() {
            REGIONS.service("eu", CHECKIN).kill();
            for (int i = 0; i < 5; i++) {
                assertThat(checkIn().body()).contains("checkin of ap");
            }
            await().until(() -> status("eu").equals("DEGRADED"));
            REGIONS.service("eu", CHECKIN).start();
            await().until(() -> checkIn().body().contains("checkin of eu"));
        }

        private HttpResponse<String> checkIn() {
            return Edge.send(
                    edge.as("DEU", "/v1/check-ins").POST(BodyPublishers.ofString("{\"place\":\"DEU-" + ULID + "\"}")));
        }

        @Test
        void toA503WithRetryAfterWhenNobodyIsLeft() {
            REGIONS.service("eu", SHARING).kill();
            REGIONS.service("ap", SHARING).kill();
            HttpResponse<String> answer = assertProblem(
                    Edge.send(edge.as("TWN", "/v1/me/consents").timeout(Duration.ofSeconds(2))),
                    503,
                    "service-unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
            assertThat(json(answer).path("region").asString()).isEqualTo("ap");
            assertThat(json(answer).path("service").asString()).isEqualTo("sharing");
        }

        @Test
        void toAProblemThatNamesTheRegionWhenAllOfItIsDead() {
            REGIONS.killRegion("eu");
            REGIONS.killRegion("ap");
            await().until(() -> status("ap").equals("DOWN"));
            HttpResponse<String> answer = assertProblem(Edge.send(edge.as("TWN", "/v1/me")), 503, "region-unavailable");
            assertThat(json(answer).path("region").asString()).isEqualTo("ap");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }

        @Test
        void notForAPostThatMayHaveArrived() {
            REGIONS.service("eu", CHECKIN).does(exchange -> {
                REGIONS.service("eu", CHECKIN).remember(exchange);
                exchange.close(); // without an answer
            });
            assertProblem(checkIn(), 503, "service-unavailable");
            assertThat(REGIONS.requests()).isEqualTo(1);
        }

        @Test
        void forAReadThatGotNoAnswer() {
            REGIONS.service("eu", CHECKIN).does(exchange -> exchange.close());
            assertThat(Edge.send(edge.as("DEU", "/v1/me/health-code")).body()).contains("checkin of ap");
        }
    }
}
