package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NicenessTests {

    @Test
    void aProgramStandsBehindAsAProcessAndAsASession() throws Exception {
        int own = Integer.parseInt(said(List.of("nice")).getFirst());
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(Niceness.words(3));
        command.addAll(List.of("sh", "-c", "nice; cat /proc/self/autogroup 2> /dev/null || true"));
        List<String> said = said(command);
        assertThat(said).first().isEqualTo(Integer.toString(Math.min(own + 3, Niceness.LAST)));
        // where there are such groups
        assertThat(said.subList(1, said.size()))
                .allSatisfy(group -> assertThat(group).endsWith("nice 3"));
    }

    @Test
    void whoMayNotComeFirstRunsAllTheSame() throws Exception {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(Niceness.words(-1));
        command.addAll(List.of("sh", "-c", "echo works $1", "word", "with its words"));
        assertThat(said(command)).containsExactly("works with its words");
    }

    @Test
    void whoStandsAsOthersDoIsRunAsItIs() {
        assertThat(Niceness.words(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-21, 20})
    void nothingStandsWhereThereIsNoPlace(int niceness) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Niceness.words(niceness));
    }

    private static List<String> said(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }
}
