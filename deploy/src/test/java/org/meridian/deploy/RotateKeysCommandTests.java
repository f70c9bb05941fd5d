package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.platform.token.KeyFiles;
import picocli.CommandLine;

class RotateKeysCommandTests {

    @TempDir
    Path folder;

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final StringWriter complained = new StringWriter();
    private Instant now = Instant.parse("2026-05-04T10:00:00Z");
    private Path keys;

    @BeforeEach
    void makeKeys() {
        keys = folder.resolve("keys");
        KeyFiles.ensure(keys, List.of("registration-eu", "sampling"));
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void speakAgain() {
        System.setOut(before);
    }

    @Test
    void point2EachStepIsACommand() {
        assertThat(run("publish", "registration-eu", "--in", "2m")).isZero();
        assertThat(run("status")).isZero();
        assertThat(said())
                .contains("registration-eu.2 is published, and signs from 2026-05-04T10:02:01Z")
                .contains("registration-eu.2        published, signs from 2026-05-04T10:02:01Z")
                .contains("registration-eu.1        signs\n")
                .contains("sampling.1               signs\n");

        assertThat(run("wait")).isZero();
        assertThat(now).isBetween("2026-05-04T10:02:01Z", "2026-05-04T10:02:03Z");
        assertThat(run("drop")).isZero();
        assertThat(said()).contains("What is retired can be dropped from 2026-05-04T22:02");
        assertThat(keys.resolve("registration-eu.1.jwk")).exists();

        now = now.plus(Duration.ofHours(13));
        assertThat(run("drop", "sampling")).isZero();
        assertThat(keys.resolve("registration-eu.1.jwk")).exists();
        assertThat(run("drop")).isZero();
        assertThat(said()).contains("registration-eu.1 is dropped");
        assertThat(keys.resolve("registration-eu.1.jwk")).doesNotExist();
        assertThat(KeyFiles.publicKeys(keys).getKeyByKeyId("registration-eu.1")).isNull();
    }

    @Test
    void point2WithoutAStepAllAreDoneOneAfterTheOther() {
        assertThat(run("--in", "90s")).isZero();
        assertThat(KeyFiles.publicKeys(keys).getKeys())
                .extracting(key -> key.getKeyID())
                .containsExactlyInAnyOrder("registration-eu.2", "sampling.2");
        assertThat(now).isAfter("2026-05-04T22:01:30Z");
    }

    @Test
    void point2AStolenKeyIsDroppedAtOnce() {
        run("publish", "--in", "10s");
        run("wait");
        assertThat(run("drop", "--at-once")).isZero();
        assertThat(KeyFiles.publicKeys(keys).getKeyByKeyId("registration-eu.1")).isNull();
        assertThat(now).isBefore("2026-05-04T10:01:00Z");
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        assertThat(run("publish", "--in", "1s")).isEqualTo(1);
        assertThat(complained.toString()).contains("at least 9 s");
        assertThat(run("publish", "nobody")).isEqualTo(1);
        assertThat(complained.toString()).contains("There is no key nobody; there are registration-eu, sampling.");
        run("publish", "sampling");
        assertThat(run("publish", "sampling")).isEqualTo(1);
        assertThat(complained.toString()).contains("sampling.2 is published already");
        assertThat(run("publish", "--in", "soon")).isEqualTo(2);
        keys = folder.resolve("elsewhere");
        assertThat(run("status")).isEqualTo(1);
        assertThat(complained.toString()).contains("There are no keys in");
    }

    private int run(String... arguments) {
        CommandLine all = Deploy.commandLine();
        CommandLine line = new CommandLine(new RotateKeysCommand(clock(), ms -> now = now.plusMillis(ms)))
                .registerConverter(Duration.class, text -> Duration.parse("PT" + text))
                .setExecutionExceptionHandler(all.getExecutionExceptionHandler())
                .setErr(new PrintWriter(complained, true));
        String[] withKeys = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        withKeys[arguments.length] = "--keys";
        withKeys[arguments.length + 1] = keys.toString();
        return line.execute(withKeys);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
