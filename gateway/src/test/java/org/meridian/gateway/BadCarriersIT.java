package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.gateway.gathering.Gatherers;
import org.meridian.gateway.stub.Carriers;
import org.meridian.platform.gathered.GatheredCall;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Point 4: a service that takes no carrier, dies under one, or brings back wrong answers, costs only whom it concerns. */
class BadCarriersIT extends GatheringFixture {

    BadCarriersIT(@LocalServerPort int port, @Autowired Gatherers gatherers) {
        super(port, gatherers);
    }

    @Test
    void point4AnAnswerThatIsMissingDoubledForeignOrSomebodyElsesReachesNobodyElse() throws Exception {
        List<HttpResponse<String>> answers = together(6, (calls, out) -> {
            out.write(Carriers.frame(99, calls.get(0)));
            out.write(Carriers.frame(-1, calls.get(0)));
            out.write(Carriers.frame(0, calls.get(0)));
            out.write(Carriers.frame(0, calls.get(1))); // a second one, and another's
            // 1 is missing
            out.write(Carriers.frame(2, calls.get(3))); // 3's answer, as if it were 2's
            out.write(Carriers.frame(3, calls.get(3)));
            out.write(Carriers.frame(4, calls.get(4)));
            out.write(Carriers.frame(4, calls.get(4)));
            out.write(Carriers.frame(5, calls.get(5)));
        });
        List<GatheredCall> order = carriers.received().getLast();
        for (int i = 0; i < order.size(); i++) {
            String text = new String(order.get(i).body(), java.nio.charset.StandardCharsets.UTF_8);
            HttpResponse<String> answer = answers.stream()
                    .filter(a -> a.body().endsWith(text))
                    .findFirst()
                    .orElse(null);
            if (i == 1 || i == 2) {
                assertThat(answer).as("the call at %d", i).isNull();
            } else {
                assertThat(answer).as("the call at %d", i).isNotNull();
            }
        }
        var failed = answers.stream().filter(a -> a.statusCode() != 200).toList();
        assertThat(failed).hasSize(2).allSatisfy(answer -> assertProblem(answer, 503, "service-unavailable"));
        assertThat(carriers.received()).as("nothing was sent again").hasSize(2);
        assertThat(REGIONS.requests()).isZero();
    }

    @Test
    void point4ACarrierThatIsCutOffFailsWhomItHasNotAnsweredAndNothingIsSentAgain() throws Exception {
        List<HttpResponse<String>> answers = together(5, (calls, out) -> {
            out.write(Carriers.frame(0, calls.get(0)));
            out.write(Carriers.frame(3, calls.get(3)));
            out.write(Carriers.frame(4, calls.get(4)), 0, 20); // the beginning of one
            out.flush();
            throw new java.io.IOException("as if it died");
        });
        assertThat(answers.stream().map(HttpResponse::statusCode).sorted()).containsExactly(200, 200, 503, 503, 503);
        assertThat(carriers.received()).hasSize(2);
        assertThat(REGIONS.requests()).isZero();
    }

    @Test
    void point4WhatIsNoAnswerAtAllFailsWhomItHasNotAnswered() throws Exception {
        List<HttpResponse<String>> answers = together(3, (calls, out) -> {
            out.write(Carriers.frame(1, calls.get(1)));
            out.write(new byte[] {0x7f, 0, 0, 0, 1, 2, 3, 4});
        });
        assertThat(answers.stream().map(HttpResponse::statusCode).sorted()).containsExactly(200, 503, 503);
        // and the next carrier is as good as any
        carriers.does(Carriers::echoAll);
        assertThat(Edge.send(checkIn("next")).body()).endsWith(body("next"));
    }

    @Test
    void point4AReadThatGotNoAnswerIsReadElsewhere() {
        carriers.does((calls, out) -> {});
        assertThat(Edge.send(edge.as("DEU", "/v1/me/health-code")).body()).contains("checkin of ap");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void aServiceThatTakesNoCarriersGetsEachCallByItself(int status) {
        carriers.refuses(status);
        String path = status == 401 ? "/v1/otp" : status == 403 ? "/v1/residents" : "/v1/token";
        var registration = REGIONS.service("eu", org.meridian.gateway.instances.Service.REGISTRATION);
        Carriers refusing = new Carriers(registration);
        refusing.refuses(status);
        registration.does(refusing);
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = edge.post(path, "{\"country\":\"DEU\",\"challengeId\":\"DEU-1\"}");
            assertThat(answer.body()).contains("\"alone\":true");
        }
        assertThat(refusing.received()).as("asked once").hasSize(1);
        assertThat(registration.received()).hasSize(3);
    }

    @Test
    void aDeadInstancesCallsGoToTheNextRegion() {
        stub().kill();
        assertThat(Edge.send(checkIn("x")).body()).contains("checkin of ap");
    }
}
