package org.meridian.bench.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongClockTests {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration NEAR = Duration.ofHours(1); // whatever the machine is busy with

    @TempDir
    Path folder;

    @Test
    void theClockOfARunningJvmIsSetAheadAndBackAndRightAgain() throws IOException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TellsTime.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader answers = other.inputReader(StandardCharsets.UTF_8)) {
            WrongClock clock = new WrongClock(folder);
            assertThat(offsets(other, answers)).allSatisfy(offset -> isNear(offset, Duration.ZERO));
            clock.set(other.toHandle(), DAY);
            assertThat(offsets(other, answers)).hasSize(3).allSatisfy(offset -> isNear(offset, DAY));
            clock.set(other.toHandle(), DAY.negated());
            assertThat(offsets(other, answers)).allSatisfy(offset -> isNear(offset, DAY.negated()));
            clock.set(other.toHandle(), Duration.ZERO);
            assertThat(offsets(other, answers)).allSatisfy(offset -> isNear(offset, Duration.ZERO));
        } finally {
            other.destroyForcibly();
        }
    }

    private static void isNear(Duration offset, Duration expected) {
        assertThat(offset.minus(expected).abs()).isLessThan(NEAR);
    }

    /** From ours, by each of the ways to ask for it. */
    private static List<Duration> offsets(Process other, BufferedReader answers) {
        try {
            other.getOutputStream().write(1);
            other.getOutputStream().flush();
            Instant now = Clock.systemUTC().instant();
            String[] told = answers.readLine().split(" ");
            return Stream.of(
                            Instant.ofEpochMilli(Long.parseLong(told[0])),
                            Instant.parse(told[1]),
                            Instant.parse(told[2]))
                    .map(time -> Duration.between(now, time))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
