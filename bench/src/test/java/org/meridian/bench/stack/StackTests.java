package org.meridian.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.bench.BenchException;

/** In what order a platform comes and goes, by scripts that only write down that they were called, and on what. */
class StackTests {

    @TempDir
    private Path root;

    private Path folder;

    @BeforeEach
    void scripts() throws IOException {
        folder = root.resolve("platform");
        Files.createDirectories(root.resolve("deploy"));
        for (String name : List.of("up", "down")) {
            Path script = root.resolve("deploy").resolve(name);
            Files.writeString(script, """
                    #!/usr/bin/env bash
                    echo "%s $([ -e "$MERIDIAN_RUN/db/eu" ] && echo 'on old data' || echo 'on nothing')" >> "%s"
                    """.formatted(name, root.resolve("called")));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private List<String> called() throws IOException {
        return Files.readAllLines(root.resolve("called"));
    }

    private Stack start() {
        return Stack.start(root, folder, Ports.OF_THE_TESTS);
    }

    @Test
    void whatAKilledRunLeftIsEndedBeforeItsDataGoAndTheNewOneStarts() throws Exception {
        start().letGo(); // as if it had been killed
        Files.createDirectories(folder.resolve("run/db/eu"));
        start().close();
        assertThat(called()).containsExactly("up on nothing", "down on old data", "up on nothing", "down on nothing");
    }

    @Test
    void theCityStartsUponItsData() throws Exception {
        Files.createDirectories(folder.resolve("run/db/eu"));
        new CityPlatform(root, folder).start(List.of("eu")).close();
        assertThat(called()).containsExactly("up on old data", "down on old data");
    }

    @Test
    void whereAnotherBenchWorksNothingIsTouched() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OtherBench.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("claimed");
            assertThatExceptionOfType(BenchException.class)
                    .isThrownBy(this::start)
                    .withMessageContaining(folder.toString())
                    .withMessageContaining("process " + other.pid());
            assertThat(root.resolve("called")).doesNotExist();
        } finally {
            other.destroyForcibly().waitFor();
        }
        start().close();
        assertThat(called()).containsExactly("up on nothing", "down on nothing");
    }

    /** Has the folder until it is ended. */
    static final class OtherBench {

        private OtherBench() {}

        public static void main(String[] arguments) throws IOException {
            Claim.of(Path.of(arguments[0]));
            System.out.println("claimed");
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
