package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two installations from the same checkout. */
class LauncherTests {

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Home installation(String name) {
        return home(folder.resolve(name));
    }

    private static Home home(Path run) {
        return new Home(Path.of("").toAbsolutePath(), run, null, 15_433, 8100);
    }

    /** Stands for {@code deploy/up}, for {@code deploy/down} that takes a while, or for a service; ends with its input. */
    static final class StandIn {

        private StandIn() {}

        public static void main(String[] arguments) throws IOException {
            Launcher launcher = new Launcher(home(Path.of(arguments[1])));
            switch (arguments[0]) {
                case "up" -> launcher.begin();
                case "down" -> launcher.takeOver();
                default -> {}
            }
            System.out.println("begun");
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private Process begun(String command, Home home) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dmeridian.home=" + home.root(),
                        "-Dmeridian.run=" + home.run(),
                        "-D" + (command.equals("serve") ? "meridian.process=eu-results:serve" : "none"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        StandIn.class.getName(),
                        command,
                        home.run().toString())
                .redirectErrorStream(true)
                .start();
        started.add(process);
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("begun");
        return process;
    }

    @Test
    void downEndsWhatBelongsToItsOwnFolderAndNothingElseOfTheSameCheckout() throws Exception {
        Home ours = installation("ours");
        Home others = installation("others");
        Process ourLauncher = begun("up", ours);
        Process othersLauncher = begun("up", others);
        Process ourService = begun("serve", ours);
        Process othersService = begun("serve", others);

        new Launcher(ours).takeOver();
        Stopper.stopAll(
                ours, new Progress(new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8)));

        assertThat(ourLauncher.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ourService.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(othersLauncher.isAlive()).isTrue();
        assertThat(othersService.isAlive()).isTrue();
        assertThat(new Launcher(ours).process()).isEmpty();
        assertThat(new Launcher(others).process())
                .hasValueSatisfying(process -> assertThat(process.pid()).isEqualTo(othersLauncher.pid()));
    }

    @Test
    void whereOneStartsOrServesNoOtherMay() throws Exception {
        Home home = installation("one");
        Process first = begun("up", home);
        assertThatExceptionOfType(DeployException.class)
                .isThrownBy(() -> new Launcher(home).begin())
                .withMessageContaining("process " + first.pid())
                .withMessageContaining(home.run().toString());
    }

    @Test
    void whileOneStopsNobodyStartsAndASecondWhoStopsWaits() throws Exception {
        Home home = installation("one");
        Process stopping = begun("down", home);
        assertThatExceptionOfType(DeployException.class).isThrownBy(() -> new Launcher(home).begin());
        FutureTask<?> second = new FutureTask<>(new Launcher(home)::takeOver, null);
        Thread.ofPlatform().daemon().start(second);
        assertThat(second.isDone()).isFalse();
        stopping.getOutputStream().close();
        second.get(30, TimeUnit.SECONDS);
        assertThat(stopping.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(stopping.exitValue()).isZero();
    }

    @Test
    void oneThatWasKilledIsInNobodysWay() throws Exception {
        Home home = installation("one");
        begun("up", home).destroyForcibly().waitFor();
        assertThat(new Launcher(home).process()).isEmpty();
        new Launcher(home).begin();
        assertThat(new Launcher(home).process()).contains(ProcessHandle.current());
    }
}
