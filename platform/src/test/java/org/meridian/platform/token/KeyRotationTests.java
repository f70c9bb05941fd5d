package org.meridian.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.platform.test.HandClock;

class KeyRotationTests {

    private static final String PEOPLE = "registration-eu";
    private static final Duration LEAD = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private Path keys;
    private KeyRotation rotation;
    private Signer signer;
    private TokenVerifier verifier;

    @BeforeEach
    void start() {
        keys = folder.resolve("keys");
        KeyFiles.ensure(keys, List.of(PEOPLE, "sampling"));
        rotation = new KeyRotation(keys, clock);
        signer = new Signer(keys, PEOPLE, clock);
        verifier = new TokenVerifier(keys, clock);
    }

    @Test
    void point2AKeyIsPublishedThenSignsThenRetiresThenIsDropped() throws Exception {
        String old = signer.token(Duration.ofHours(12));
        assertThat(phases()).containsExactly("registration-eu.1 SIGNING");

        rotation.publish(PEOPLE, LEAD);
        assertThat(phases()).containsExactly("registration-eu.2 PUBLISHED", "registration-eu.1 SIGNING");
        clock.pass(Duration.ofMinutes(9));
        assertThat(Signer.keyOf(signer.token(LEAD))).isEqualTo("registration-eu.1");

        clock.pass(Duration.ofMinutes(2));
        String fresh = signer.token(Duration.ofHours(12));
        assertThat(Signer.keyOf(fresh)).isEqualTo("registration-eu.2");
        assertThat(phases()).containsExactly("registration-eu.2 SIGNING", "registration-eu.1 RETIRED");
        verifier.verify(fresh);
        verifier.verify(old);

        clock.pass(Duration.ofHours(11));
        assertThat(rotation.drop(PEOPLE, false)).isEmpty();
        clock.pass(Duration.ofHours(1));
        assertThat(rotation.drop(PEOPLE, false)).extracting(KeyId::toString).containsExactly("registration-eu.1");
        assertThat(phases()).containsExactly("registration-eu.2 SIGNING");
        assertThat(keys.resolve("registration-eu.1.jwk")).doesNotExist();
        assertThat(Files.getPosixFilePermissions(keys.resolve("registration-eu.2.jwk")))
                .hasSize(2);
        assertThat(Signer.keyOf(signer.token(LEAD))).isEqualTo("registration-eu.2");
    }

    @Test
    void point2ARunningVerifierLearnsANewKeyWithoutARestart() throws Exception {
        rotation.publish(PEOPLE, LEAD);
        clock.pass(LEAD.plusSeconds(5));
        verifier.verify(signer.token(LEAD));
    }

    @Test
    void point2TokensOfADroppedKeyAreRefusedAlsoRememberedOnes() throws Exception {
        String remembered = signer.token(Duration.ofHours(1));
        String unseen = signer.token(Duration.ofHours(2));
        String code = signer.code();
        verifier.verify(remembered);
        rotation.publish(PEOPLE, LEAD);
        clock.pass(LEAD.plusSeconds(5));
        signer.token(LEAD); // the new version signs
        assertThat(rotation.drop(PEOPLE, true)).hasSize(1);
        clock.pass(KeyRing.CHECKED_EVERY);
        for (String token : List.of(remembered, unseen)) {
            assertThatExceptionOfType(InvalidTokenException.class).isThrownBy(() -> verifier.verify(token));
        }
        assertThat(ResidentCode.verify(code, verifier, country -> "eu", clock.instant()))
                .isEmpty();
    }

    @Test
    void point2AResidentsCodeIsReadByEitherVersion() {
        String before = signer.code();
        rotation.publish(PEOPLE, Duration.ofSeconds(30));
        clock.pass(Duration.ofSeconds(40));
        String after = signer.code();
        for (String code : List.of(before, after)) {
            assertThat(ResidentCode.verify(code, verifier, country -> "eu", clock.instant()))
                    .isPresent();
        }
    }

    @Test
    void point2NobodySignsWithWhatIsNotPublished() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        KeyFiles.ensure(elsewhere, List.of(PEOPLE));
        KeyFiles.writePrivate(keys, KeyFiles.generate(new KeyId(PEOPLE, 2), Instant.EPOCH));
        clock.pass(KeyRing.CHECKED_EVERY);
        assertThat(Signer.keyOf(signer.token(LEAD))).isEqualTo("registration-eu.1");
        assertThatThrownBy(() -> rotation.publish("somebody", LEAD)).hasMessageContaining("no key somebody");
        assertThatThrownBy(() -> rotation.publish(PEOPLE, Duration.ofSeconds(1)))
                .hasMessageContaining("at least 9 s");
        rotation.publish("sampling", LEAD);
        assertThatThrownBy(() -> rotation.publish("sampling", LEAD)).hasMessageContaining("not signing yet");
    }

    @Test
    void point2UnknownKeysCauseNoStormOfReads() throws Exception {
        Path published = keys.resolve("jwks.json");
        KeyRing ring = new KeyRing(keys, clock);
        assertThat(ring.byHeader("made up")).isNull();
        // a file that would fail if it were read; who asks within the second does not see it
        String good = Files.readString(published);
        rotation.publish("sampling", LEAD);
        String better = Files.readString(published);
        for (int i = 0; i < 1000; i++) {
            assertThat(ring.byHeader("made up " + i)).isNull();
            assertThat(ring.named("sampling")).hasSize(1);
        }
        clock.pass(Duration.ofSeconds(1));
        assertThat(ring.byHeader("made up")).isNull();
        assertThat(ring.named("sampling")).hasSize(2);

        // damaged, then gone: what is known stays
        Files.writeString(published, good.substring(0, 40));
        clock.pass(KeyRing.CHECKED_EVERY);
        assertThat(ring.named("sampling")).hasSize(2);
        Files.delete(published);
        clock.pass(KeyRing.CHECKED_EVERY);
        assertThat(ring.named("sampling")).hasSize(2);
        Files.writeString(published, better);
        Files.setLastModifiedTime(published, FileTime.from(Instant.EPOCH));
        clock.pass(KeyRing.CHECKED_EVERY);
        assertThat(ring.named("sampling")).hasSize(2);
    }

    private List<String> phases() {
        List<String> phases = new ArrayList<>();
        rotation.versions().stream()
                .filter(version -> version.id().name().equals(PEOPLE))
                .forEach(version -> phases.add(version.id() + " " + version.phase()));
        return phases;
    }
}
