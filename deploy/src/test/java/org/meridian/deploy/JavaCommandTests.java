package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTests {

    private static final App SERVICE = new App("eu", "checkin", 8114, false);
    private static final App GATEWAY = new App("eu", "gateway", 8081, false);

    @Test
    void flagsFromTheEnvironmentComeAfterOursSoThatTheyWin() {
        for (App app : List.of(SERVICE, GATEWAY)) {
            assertThat(JavaCommand.flags(app, " -XX:TieredStopAtLevel=1  -Xmx300m "))
                    .startsWith(JavaCommand.FLAGS.toArray(String[]::new))
                    .endsWith("-XX:TieredStopAtLevel=1", "-Xmx300m");
        }
    }

    @Test
    void withoutThemThereAreOursOnly() {
        assertThat(JavaCommand.flags(SERVICE, null)).isEqualTo(JavaCommand.FLAGS);
        assertThat(JavaCommand.flags(SERVICE, " ")).isEqualTo(JavaCommand.FLAGS);
    }

    @Test
    void aGatewaysRoomForGarbageComesAfterWhatAllHave() {
        assertThat(JavaCommand.flags(GATEWAY, null))
                .startsWith(JavaCommand.FLAGS.toArray(String[]::new))
                .endsWith(JavaCommand.GATEWAY_FLAGS.toArray(String[]::new));
    }
}
