package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTests {

    @Test
    void flagsFromTheEnvironmentComeAfterOursSoThatTheyWin() {
        List<String> flags = JavaCommand.flags(" -XX:TieredStopAtLevel=1  -Xmx300m ");
        assertThat(flags)
                .startsWith(JavaCommand.FLAGS.toArray(String[]::new))
                .endsWith("-XX:TieredStopAtLevel=1", "-Xmx300m");
    }

    @Test
    void withoutThemThereAreOursOnly() {
        assertThat(JavaCommand.flags(null)).isEqualTo(JavaCommand.FLAGS);
        assertThat(JavaCommand.flags(" ")).isEqualTo(JavaCommand.FLAGS);
    }

    @Test
    void servicesStandBehindUnlessItIsSaidOtherwise() {
        assertThat(JavaCommand.niceness(null)).isEqualTo(JavaCommand.SERVICES_NICENESS);
        assertThat(JavaCommand.niceness(" 0 ")).isZero();
        assertThat(JavaCommand.niceness("19")).isEqualTo(19);
        assertThatExceptionOfType(DeployException.class).isThrownBy(() -> JavaCommand.niceness("-1"));
        assertThatExceptionOfType(DeployException.class).isThrownBy(() -> JavaCommand.niceness("20"));
    }

    @Test
    void whatStandsBehindDoesSoAsAProcessAndAsASession() throws Exception {
        int own = Integer.parseInt(said(List.of("nice")).getFirst());
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(JavaCommand.behind(3));
        command.addAll(List.of("sh", "-c", "nice; cat /proc/self/autogroup 2> /dev/null || true"));
        List<String> said = said(command);
        assertThat(said).first().isEqualTo(Integer.toString(Math.min(own + 3, 19)));
        // where there are such groups
        assertThat(said.subList(1, said.size()))
                .allSatisfy(group -> assertThat(group).endsWith("nice 3"));
    }

    private static List<String> said(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    @Test
    void whatDoesNotIsRunAsItIs() {
        assertThat(JavaCommand.behind(0)).isEmpty();
    }
}
