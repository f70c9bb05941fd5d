package org.meridian.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.topology.Topology;
import org.meridian.gateway.calls.CallTableFixtures;
import org.meridian.gateway.hygiene.InFlight;
import org.meridian.gateway.instances.Service;
import org.meridian.platform.access.Priority;
import org.meridian.platform.load.BusyMachine;
import org.meridian.platform.load.Limiter;
import org.meridian.platform.load.LoadSettings;

/** Who comes for a place that has used up its share is refused before the token, and nobody else is. */
class CrowdAtTheDoorTests {

    private static final String ULID = "01JD7K0000000000000000000";
    private static final String CROWDED = "DEU-" + ULID + "1";
    private static final String OTHER = "DEU-" + ULID + "2";
    private static final LoadSettings SETTINGS = LoadSettings.STANDARD;

    private final Topology topology = Topology.load();
    private long now;
    private final Limiters limiters =
            new Limiters(topology, SETTINGS, new BusyMachine(SETTINGS, () -> 0, () -> now), () -> now);
    private final Limiter limiter = limiters.of(topology.region("eu"), Service.CHECKIN);
    private final Doorman doorman = new Doorman(
            CallTableFixtures.everything(), new Door(limiters, topology, topology.region("eu")), new InFlight(10_000));

    @BeforeEach
    void halfOfTheLimitIsTakenForOnePlace() {
        enter(OTHER);
        now += Duration.ofSeconds(2).toNanos();
        enter(OTHER);
        for (int i = 0; i < SETTINGS.initial() * SETTINGS.share() / 100; i++) {
            enter(CROWDED);
        }
    }

    private Limiter.Permit enter(String place) {
        return Objects.requireNonNull(limiter.enter(Priority.CRITICAL, place));
    }

    private boolean isTurnedAway(String request) {
        byte[] bytes = ("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n" + request).getBytes(StandardCharsets.UTF_8);
        PlainRequest plain = new PlainRequest();
        assertThat(plain.read(bytes, bytes.length - request.getBytes(StandardCharsets.UTF_8).length, bytes.length))
                .isTrue();
        return doorman.isAnybodyTurnedAway() && doorman.turnsAway(plain.method(), plain.path(), plain);
    }

    private static String checkIn(String body) {
        return checkIn(body, "DEU");
    }

    private static String checkIn(String body, String country) {
        String claims = "{\"sub\":\"x\",\"country\":\"" + country + "\"}";
        return "POST /v1/check-ins HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String at(String place) {
        return checkIn("{\"place\":\"" + place + "\"}");
    }

    @Test
    void nobodyIsLookedAtBeforeOneWasRefusedFurtherIn() {
        assertThat(isTurnedAway(at(CROWDED))).isFalse();
        assertThat(limiter.enter(Priority.CRITICAL, CROWDED)).isNull();
        assertThat(isTurnedAway(at(CROWDED))).isTrue();
    }

    @Test
    void othersAreLetIn() {
        assertThat(limiter.enter(Priority.CRITICAL, CROWDED)).isNull();
        assertThat(isTurnedAway(at(OTHER))).isFalse();
        assertThat(isTurnedAway(at("DEU-" + ULID + "3"))).isFalse();
        assertThat(isTurnedAway("GET /v1/places/" + OTHER + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .isFalse();
        assertThat(isTurnedAway("GET /v1/me/health-code HTTP/1.1\r\nHost: x\r\n\r\n"))
                .isFalse();
    }

    @Test
    void aPlaceIsFoundInThePathToo() {
        assertThat(limiter.enter(Priority.CRITICAL, CROWDED)).isNull();
        assertThat(isTurnedAway("GET /v1/places/" + CROWDED + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .isTrue();
    }

    @Test
    void whoBelongsToAnotherRegionIsNotTurnedAwayHere() {
        assertThat(limiter.enter(Priority.CRITICAL, CROWDED)).isNull();
        assertThat(isTurnedAway(checkIn("{\"place\":\"" + CROWDED + "\"}", "TWN")))
                .isFalse();
    }

    /** What a body says is read as further in, and what nobody can read goes there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{",
                "[\"" + CROWDED + "\"]",
                "{\"place\":5}",
                "{\"place\":\"\"}",
                "{\"more\":{\"place\":\"" + CROWDED + "\"}}",
                "{\"place\":\"" + OTHER + "\",\"place\":\"" + CROWDED + "\"}"
            })
    void aBodyThatDoesNotNameThePlaceIsLetIn(String body) {
        assertThat(limiter.enter(Priority.CRITICAL, CROWDED)).isNull();
        assertThat(isTurnedAway(checkIn(body))).isFalse();
    }

    @Test
    void theDoorOpensWhenThereIsRoomAgain() {
        Limiter.Permit last = enter(OTHER);
        assertThat(limiter.enter(Priority.CRITICAL, CROWDED)).isNull();
        last.done();
        assertThat(isTurnedAway(at(CROWDED))).isTrue(); // another's room
        now += Duration.ofMillis(1001).toNanos();
        assertThat(isTurnedAway(at(CROWDED))).isFalse(); // looked at again further in
    }

    @Test
    void toBeTurnedAwayTakesNothing() {
        assertThat(limiter.enter(Priority.CRITICAL, CROWDED)).isNull();
        int before = limiter.inFlight();
        for (int i = 0; i < 1000; i++) {
            assertThat(isTurnedAway(at(CROWDED))).isTrue();
            assertThat(isTurnedAway(at("DEU-" + ULID + "3"))).isFalse();
        }
        assertThat(limiter.inFlight()).isEqualTo(before);
    }
}
