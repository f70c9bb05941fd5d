package org.meridian.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TestFolderTests {

    /** What another JVM does: makes a folder with something in it, says where, and ends. */
    static final class Main {
        public static void main(String[] args) throws Exception {
            Path folder = TestFolder.untilExit("meridian-folder");
            Files.writeString(Files.createDirectory(folder.resolve("in")).resolve("file"), "text");
            System.out.println(folder + " " + Files.exists(folder.resolve("in/file")));
        }
    }

    @Test
    void itIsGoneWithItsJvm() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Main.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        assertThat(said).endsWith(" true");
        assertThat(Path.of(said.replace(" true", ""))).doesNotExist();
    }
}
