package org.meridian.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class AccessPageTests {

    @Test
    void point1ThePageForPeopleSaysWhatTheTableSays() throws IOException {
        if (Boolean.getBoolean("meridian.write-pages")) {
            AccessPage.write();
        }
        assertThat(Files.readString(AccessPage.FILE))
                .as("docs/access.md is made from the table: ./mvnw -pl platform test -Dtest=AccessPageTests"
                        + " -Dmeridian.write-pages=true")
                .isEqualTo(AccessPage.written(AccessTable.MERIDIAN));
    }
}
