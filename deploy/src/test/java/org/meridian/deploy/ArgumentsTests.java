package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
        assertThat((Object) up.matchedOptionValue("--regions", null)).asList().containsExactly("eu", "us");
        assertThat((Object) up.matchedOptionValue("--profile", null)).asList().containsExactly("slow", "trace");
        assertThat((boolean) up.matchedOptionValue("--detach", false)).isTrue();
        assertThat((boolean) up.matchedOptionValue("--no-day", false)).isTrue();
    }

    @Test
    void killTakesARegionAndProcesses() {
        ParseResult kill =
                Deploy.commandLine().parseArgs("kill", "ap", "db", "gateway").subcommand();
        assertThat((String) kill.matchedPositionalValue(0, "")).isEqualTo("ap");
        assertThat((Object) kill.matchedPositionalValue(1, null)).asList().containsExactly("db", "gateway");
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
