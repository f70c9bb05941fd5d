package org.meridian.platform.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.platform.test.HandClock;

/** Signing and verifying go on while keys follow one another. */
class RotationUnderTrafficTests {

    private static final String PEOPLE = "registration-eu";

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private final ReadWriteLock turn = new ReentrantReadWriteLock(true);
    private Path keys;
    private KeyRotation rotation;
    private Signer signer;
    private TokenVerifier verifier;

    @BeforeEach
    void start() {
        keys = folder.resolve("keys");
        KeyFiles.ensure(keys, List.of(PEOPLE));
        rotation = new KeyRotation(keys, clock);
        signer = new Signer(keys, PEOPLE, clock);
        verifier = new TokenVerifier(keys, clock);
    }

    @Test
    void point2RotationsUnderTrafficFailNobody() throws Exception {
        LongAdder verified = new LongAdder();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Set<String> signers = ConcurrentHashMap.newKeySet();
        AtomicBoolean done = new AtomicBoolean();
        TokenVerifier second = new TokenVerifier(keys, clock);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                threads.execute(() -> {
                    while (!done.get() && failures.isEmpty()) {
                        turn.readLock().lock();
                        try {
                            String token = signer.token(Duration.ofHours(1));
                            signers.add(Signer.keyOf(token));
                            verifier.verify(token);
                            second.verify(token);
                            assertThat(ResidentCode.verify(signer.code(), verifier, c -> "eu", clock.instant()))
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
            try {
                rotateEightTimes(verified, failures);
            } finally {
                done.set(true); // or nobody would ever end
            }
        }
        assertThat(failures).isEmpty();
        assertThat(signers).hasSizeGreaterThanOrEqualTo(8);
    }

    private void rotateEightTimes(LongAdder verified, Queue<Throwable> failures) {
        for (int rotations = 0; rotations < 8; rotations++) {
            rotation.publish(PEOPLE, KeyRotation.SHORTEST_LEAD);
            for (int i = 0; i < 6; i++) {
                pass(verified, failures, Duration.ofSeconds(2));
            }
            pass(verified, failures, Duration.ofHours(13));
            assertThat(rotation.drop(PEOPLE, false)).hasSize(1);
            pass(verified, failures, KeyRing.CHECKED_EVERY);
        }
    }

    /** Moves the clock when everybody has had a turn since the last time. */
    private void pass(LongAdder verified, Queue<Throwable> failures, Duration time) {
        long before = verified.sum();
        while (verified.sum() < before + 20 && failures.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(failures).isEmpty();
        turn.writeLock().lock(); // no token expires between its making and its checking
        try {
            clock.pass(time);
        } finally {
            turn.writeLock().unlock();
        }
    }
}
