package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverridesTests {

    private static final App GATEWAY = new App("eu", "gateway", 8082, false);
    private static final App RESULTS = new App("eu", "results", 8123, false);

    @TempDir
    private Path folder;

    @Test
    void aProcessIsToldWhatTheFileHasForItAndNothingElse() throws IOException {
        Path file = folder.resolve("overrides");
        Files.writeString(
                file,
                "eu-gateway.meridian.services.eu.results=http://127.0.0.1:1\nus-gateway.meridian.services.eu.results=x\n");
        assertThat(Overrides.of(file.toString()).of(GATEWAY))
                .isEqualTo(Map.of("meridian.services.eu.results", "http://127.0.0.1:1"));
        assertThat(Overrides.of(file.toString()).of(RESULTS)).isEmpty();
    }

    @Test
    void withoutAFileNothingIsToldOtherwise() {
        assertThat(Overrides.of((String) null).of(GATEWAY)).isEmpty();
    }
}
