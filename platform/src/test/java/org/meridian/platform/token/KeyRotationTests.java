package org.meridian.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;

class KeyRotationTests {

    private static final String PEOPLE = "registration-eu";
    private static final Duration LEAD = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private final Country germany = Country.of("DEU");
    private final IdGenerator ids = new IdGenerator(Clock.systemUTC());
    private final HandClock clock = new HandClock();
    private final ReadWriteLock turn = new ReentrantReadWriteLock(true);
    private Path keys;
    private KeyRotation rotation;
    private TokenIssuer issuer;
    private TokenVerifier verifier;

    @BeforeEach
    void start() {
        keys = folder.resolve("keys");
        KeyFiles.ensure(keys, List.of(PEOPLE, "sampling"));
        rotation = new KeyRotation(keys, clock);
        issuer = new TokenIssuer(keys, PEOPLE, clock);
        verifier = new TokenVerifier(keys, clock);
    }

    @Test
    void point2AKeyIsPublishedThenSignsThenRetiresThenIsDropped() throws Exception {
        String old = token(Duration.ofHours(12));
        assertThat(phases()).containsExactly("registration-eu.1 SIGNING");

        rotation.publish(PEOPLE, LEAD);
        assertThat(phases()).containsExactly("registration-eu.2 PUBLISHED", "registration-eu.1 SIGNING");
        clock.pass(Duration.ofMinutes(9));
        assertThat(signedBy(token(LEAD))).isEqualTo("registration-eu.1");

        clock.pass(Duration.ofMinutes(2));
        String fresh = token(Duration.ofHours(12));
        assertThat(signedBy(fresh)).isEqualTo("registration-eu.2");
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
        assertThat(signedBy(token(LEAD))).isEqualTo("registration-eu.2");
    }

    @Test
    void point2ARunningVerifierLearnsANewKeyWithoutARestart() throws Exception {
        rotation.publish(PEOPLE, LEAD);
        clock.pass(LEAD.plusSeconds(5));
        verifier.verify(token(LEAD));
    }

    @Test
    void point2TokensOfADroppedKeyAreRefusedAlsoRememberedOnes() throws Exception {
        String remembered = token(Duration.ofHours(1));
        String unseen = token(Duration.ofHours(2));
        String code = code();
        verifier.verify(remembered);
        rotation.publish(PEOPLE, LEAD);
        clock.pass(LEAD.plusSeconds(5));
        token(LEAD); // the new version signs
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
        String before = code();
        rotation.publish(PEOPLE, Duration.ofSeconds(30));
        clock.pass(Duration.ofSeconds(40));
        String after = code();
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
        assertThat(signedBy(token(LEAD))).isEqualTo("registration-eu.1");
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

    @Test
    void point2RotationsUnderTrafficFailNobody() throws Exception {
        LongAdder verified = new LongAdder();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Set<String> signers = java.util.concurrent.ConcurrentHashMap.newKeySet();
        AtomicBoolean done = new AtomicBoolean();
        TokenVerifier second = new TokenVerifier(keys, clock);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> {
                    while (!done.get()) {
                        turn.readLock().lock();
                        try {
                            String token = token(Duration.ofHours(1));
                            signers.add(signedBy(token));
                            verifier.verify(token);
                            second.verify(token);
                            assertThat(ResidentCode.verify(code(), verifier, c -> "eu", clock.instant()))
                                    .isPresent();
                            verified.increment();
                        } catch (Exception | AssertionError e) {
                            failures.add(e);
                        } finally {
                            turn.readLock().unlock();
                        }
                    }
                });
            }
            for (int rotations = 0; rotations < 8; rotations++) {
                rotation.publish(PEOPLE, KeyRotation.SHORTEST_LEAD);
                for (int i = 0; i < 6; i++) {
                    pass(verified, Duration.ofSeconds(2));
                }
                pass(verified, Duration.ofHours(13));
                assertThat(rotation.drop(PEOPLE, false)).hasSize(1);
                pass(verified, KeyRing.CHECKED_EVERY);
            }
            done.set(true);
        }
        assertThat(failures).isEmpty();
        assertThat(signers).hasSizeGreaterThanOrEqualTo(8);
    }

    /** Moves the clock when everybody has had a turn since the last time. */
    private void pass(LongAdder verified, Duration time) {
        long before = verified.sum();
        while (verified.sum() < before + 20) {
            Thread.onSpinWait();
        }
        turn.writeLock().lock(); // no token expires between its making and its checking
        try {
            clock.pass(time);
        } finally {
            turn.writeLock().unlock();
        }
    }

    private String token(Duration life) {
        return issuer.issue(new Caller(
                ids.next(germany, ResidentId::new).toString(),
                germany,
                Set.of(Role.RESIDENT),
                null,
                null,
                null,
                clock.instant().plus(life)));
    }

    private String code() {
        return new ResidentCode(
                        ids.next(germany, ResidentId::new), clock.instant().plus(ResidentCode.LIFETIME))
                .sign(issuer);
    }

    private static String signedBy(String token) {
        String header = new String(
                java.util.Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
                java.nio.charset.StandardCharsets.UTF_8);
        return header.replaceAll(".*\"kid\":\"([^\"]+)\".*", "$1");
    }

    private List<String> phases() {
        List<String> phases = new ArrayList<>();
        rotation.versions().stream()
                .filter(version -> version.id().name().equals(PEOPLE))
                .forEach(version -> phases.add(version.id() + " " + version.phase()));
        return phases;
    }
}
