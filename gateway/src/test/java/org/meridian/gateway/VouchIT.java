package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meridian.gateway.instances.Service.CHECKIN;
import static org.meridian.gateway.instances.Service.REGISTRATION;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Topology;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenVerifier;
import org.meridian.platform.token.Vouch;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whom the gateway gives its word, and that nobody else can give it. */
class VouchIT extends TwoRegions {

    private static final String OF_TAIWAN = "TWN-01JD7KZ8Q4TN3WVYB5M6XCH2RE";

    private final String token = Edge.tokenOf("DEU", Role.RESIDENT);
    private final Vouch ofEu = new Vouch(Edge.KEYS, "eu", Clock.systemUTC());

    VouchIT(@LocalServerPort int port) {
        super(port);
    }

    @Test
    void aServiceOfItsRegionIsToldThatTheSignatureIsGood() throws Exception {
        Edge.send(edge.to("/v1/me").header("Authorization", "bearer  " + token));
        var sent = REGIONS.service("eu", REGISTRATION).last().headers();
        assertThat(sent.get(Vouch.HEADER)).hasSize(1);
        TokenVerifier service = new TokenVerifier(Edge.KEYS, Topology.load(), ofEu, Clock.systemUTC());
        service.verify(token, sent.getFirst(Vouch.HEADER));
        assertThat(service.vouched()).isOne();
    }

    @Test
    void whatComesFromOutsideUnderTheNameIsDropped() {
        Edge.send(edge.to("/v1/me").header("Authorization", "Bearer " + token).header(Vouch.HEADER, "1.made-up"));
        Edge.send(edge.to("/v1/divisions").header(Vouch.HEADER, String.valueOf(ofEu.of(token))));
        var received = REGIONS.service("eu", REGISTRATION).received();
        assertThat(received.get(0).headers().get(Vouch.HEADER)).containsExactly(ofEu.of(token));
        assertThat(received.get(1).headers()).doesNotContainKey(Vouch.HEADER);
    }

    @Test
    void aForgedTokenIsRefusedHereWhateverVouchComesWithIt() {
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
        for (String vouch : List.of(String.valueOf(ofEu.of(forged)), String.valueOf(ofEu.of(token)))) {
            var answer = Edge.send(edge.to("/v1/me")
                    .header("Authorization", "Bearer " + forged)
                    .header(Vouch.HEADER, vouch));
            assertProblem(answer, 401, "unauthenticated");
        }
        assertThat(REGIONS.requests()).isZero();
    }

    @Test
    void anotherRegionsServiceIsToldNothing() {
        Edge.send(edge.as("DEU", "/v1/places/" + OF_TAIWAN));
        assertThat(REGIONS.service("ap", CHECKIN).last().headers()).doesNotContainKey(Vouch.HEADER);
    }

    @Test
    void norIsOneThatStandsInForADeadOne() {
        REGIONS.service("eu", REGISTRATION).kill();
        assertThat(Edge.send(edge.to("/v1/me").header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(200);
        assertThat(REGIONS.service("ap", REGISTRATION).last().headers()).doesNotContainKey(Vouch.HEADER);
    }
}
