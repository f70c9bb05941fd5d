package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

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
}
