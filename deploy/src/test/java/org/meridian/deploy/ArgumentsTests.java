package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class ArgumentsTests {

    @Test
    void upTakesRegionsProfilesAndSwitches() {
        ParseResult up = Deploy.commandLine()
                .parseArgs("up", "--detach", "--regions", "eu,us", "--no-day", "--profile", "slow,trace")
                .subcommand();
        assertThat(up.matchedOptionValue("--regions", List.<String>of())).containsExactly("eu", "us");
        assertThat(up.matchedOptionValue("--profile", List.<String>of())).containsExactly("slow", "trace");
        assertThat((boolean) up.matchedOptionValue("--detach", false)).isTrue();
        assertThat((boolean) up.matchedOptionValue("--no-day", false)).isTrue();
    }

    @Test
    void killTakesARegionAndProcesses() {
        ParseResult kill =
                Deploy.commandLine().parseArgs("kill", "ap", "db", "gateway").subcommand();
        assertThat(kill.matchedPositionalValue(0, "")).isEqualTo("ap");
        assertThat(kill.matchedPositionalValue(1, List.<String>of())).containsExactly("db", "gateway");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up --region eu", "upp", "kill", "status now", "up --at-once many"})
    void whatIsNotUnderstoodIsRefusedWithAHint(String line) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Deploy.commandLine().setErr(new PrintWriter(err));
        assertThat(commandLine.execute(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).containsAnyOf("Usage: deploy", "Possible solutions: --regions", "Did you mean");
    }
}
