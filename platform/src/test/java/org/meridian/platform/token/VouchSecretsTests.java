package org.meridian.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.meridian.platform.token.VouchedRegion.assertRefused;
import static org.meridian.platform.token.VouchedRegion.unsigned;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Topology;
import org.meridian.platform.test.HandClock;

/** The secrets by which gateways vouch: as long as they are there, and no longer. */
class VouchSecretsTests extends VouchFixture {

    private static final Topology TOPOLOGY = Topology.load();

    private static final Duration LEAD = Duration.ofMinutes(10);

    @Test
    void anOldSecretIsBelievedUntilItIsDroppedAndThenNoMoreAlsoWhereItsTokensAreRemembered() throws Exception {
        String genuine = region.token("DEU", Role.RESIDENT);
        String forged = unsigned(region.token("DEU", Role.RESIDENT));
        String old = gateway.of(genuine);
        String stolen = gateway.of(forged);
        service.verify(genuine, old);
        service.verify(forged, stolen); // what the thief of a secret can do

        KeyRotation rotation = new KeyRotation(region.keys, region.clock);
        rotation.publish("vouch-eu", KeyRotation.SHORTEST_LEAD);
        region.clock.pass(KeyRing.CHECKED_EVERY);
        assertThat(gateway.of(genuine)).as("published, not yet used").isEqualTo(old);
        region.clock.pass(KeyRotation.SHORTEST_LEAD);
        String fresh = gateway.of(genuine);
        assertThat(fresh).startsWith("2.").isNotEqualTo(old);
        service.verify(genuine, fresh);
        service.verify(genuine, old);
        assertThat(rotation.drop("vouch-eu", false))
                .as("may still be on its way")
                .isEmpty();

        assertThat(rotation.drop("vouch-eu", true)).containsExactly(new KeyId("vouch-eu", 1));
        region.clock.pass(KeyRing.CHECKED_EVERY);
        assertRefused(service, forged, stolen);
        assertRefused(service, forged, null);
        service.verify(genuine, old); // by its signature
        assertThat(service.signatures()).isOne();
    }

    @Test
    void aRotationTakesMinutes() {
        KeyRotation rotation = new KeyRotation(region.keys, region.clock);
        assertThat(rotation.names()).contains("vouch-eu", "vouch-us", "registration-eu");
        rotation.publish("vouch-eu", LEAD);
        region.clock.pass(LEAD.plusMinutes(6));
        assertThat(rotation.drop("vouch-eu", false)).hasSize(1);
        assertThat(region.keys.resolve("vouch-eu.1.key")).doesNotExist();
        assertThat(region.keys.resolve("vouch-eu.2.key")).exists();
        assertThat(region.keys.resolve("vouch-us.1.key")).exists();
    }

    @Test
    void aTokenOfADroppedSigningKeyIsRefusedWhateverIsVouchedFor() throws Exception {
        String token = region.token("DEU", Role.RESIDENT);
        String vouch = gateway.of(token);
        service.verify(token, vouch);
        KeyRotation rotation = new KeyRotation(region.keys, region.clock);
        rotation.publish("registration-eu", KeyRotation.SHORTEST_LEAD);
        region.clock.pass(KeyRotation.SHORTEST_LEAD.plusSeconds(2));
        rotation.drop("registration-eu", true);
        region.clock.pass(KeyRing.CHECKED_EVERY);
        assertRefused(service, token, vouch);
        assertRefused(region.serviceOf("eu"), token, vouch);
    }

    @Test
    void withoutASecretNothingIsVouchedForAndNothingBelieved() throws Exception {
        Path bare = folder.resolve("bare");
        KeyFiles.ensure(bare, List.of("registration-eu"));
        Vouch none = new Vouch(bare, "eu", region.clock);
        String token = region.token("DEU", Role.RESIDENT);
        assertThat(none.of(token)).isNull();
        Files.copy(region.keys.resolve("jwks.json"), bare.resolve("jwks.json"), StandardCopyOption.REPLACE_EXISTING);
        TokenVerifier verifier = new TokenVerifier(bare, TOPOLOGY, none, region.clock);
        assertRefused(verifier, unsigned(token), gateway.of(unsigned(token)));
        verifier.verify(token, gateway.of(token));
        assertThat(verifier.signatures()).isOne();

        // and one that comes later is found without a restart
        VouchKeys.ensure(bare, List.of("eu"));
        region.clock.pass(KeyRing.CHECKED_EVERY);
        assertThat(none.of(token)).startsWith("1.");
    }

    @Test
    void aSecretIsItsOwnersAloneAndNeverInATextOfOurs() throws Exception {
        Path file = region.keys.resolve("vouch-eu.1.key");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        String secret = VouchKeys.read(region.keys, new KeyId("vouch-eu", 1))
                .getKeyValue()
                .toString();
        Files.writeString(file, Files.readString(file).replace("\"oct\"", "\"oct"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new Vouch(region.keys, "eu", region.clock))
                .satisfies(e -> assertThat(org.assertj.core.util.Throwables.getStackTrace(e))
                        .doesNotContain(secret));
        region.clock.pass(KeyRing.CHECKED_EVERY);
        assertThat(gateway.of("x")).as("what is known stays in use").startsWith("1.");
    }

    @Test
    void aSecretThatIsNotKnownYetIsLookedForWithinASecond() {
        HandClock later = new HandClock();
        later.pass(LEAD.plusMinutes(1));
        new KeyRotation(region.keys, region.clock).publish("vouch-eu", LEAD);
        String seal = Objects.requireNonNull(new Vouch(region.keys, "eu", later).of("a token"));
        assertThat(seal).startsWith("2.");
        assertThat(gateway.isFor("a token", seal)).as("nobody has looked since").isFalse();
        region.clock.pass(KeyRing.CHECKED_AT_A_MISS);
        assertThat(gateway.isFor("a token", seal)).isTrue();
    }
}
