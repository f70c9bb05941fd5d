package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTests {

    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    private PidFile file;

    @BeforeEach
    void aPidFile() {
        file = new PidFile(folder.resolve("pid").resolve("eu-results"));
    }

    @Test
    void theProcessThatWasWrittenDownIsFound() {
        file.write(SELF);
        assertThat(file.process()).contains(ProcessHandle.current());
    }

    @Test
    void aStrangerWithTheSameIdIsNot() throws IOException {
        file.write(SELF);
        String written = Files.readString(file.file());
        Files.writeString(file.file(), written.replaceAll("/\\d+", "/12"));
        assertThat(file.process()).isEmpty();
    }

    @Test
    void aProcessThatEndedIsNot() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        file.write(process.pid());
        assertThat(file.process()).isPresent();
        process.destroyForcibly().waitFor();
        assertThat(file.process()).isEmpty();
    }

    @Test
    void aMissingOrDamagedFileNamesNobody() throws IOException {
        assertThat(file.process()).isEmpty();
        Files.createDirectories(file.file().getParent());
        Files.writeString(file.file(), "-1\nx\n");
        assertThat(file.process()).isEmpty();
        Files.writeString(file.file(), "");
        assertThat(file.process()).isEmpty();
        file.delete();
        assertThat(file.file()).doesNotExist();
    }
}
