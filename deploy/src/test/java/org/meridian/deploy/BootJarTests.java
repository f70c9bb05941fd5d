package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootJarTests {

    @TempDir
    private Path folder;

    @Test
    void classesAndLibrariesComeApartAndAreFoundThroughTheManifest() throws IOException {
        BootJar jar = BootJar.unpack(fatJar("one"), run());
        try (JarFile unpacked = new JarFile(jar.jar().toFile())) {
            Attributes manifest = unpacked.getManifest().getMainAttributes();
            assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("org.example.Main");
            assertThat(unpacked.getEntry("application.yaml")).isNotNull();
            assertThat(unpacked.getEntry("META-INF/spring/org.example.Named.imports"))
                    .as("what lies beside the classes and Spring Boot looks for")
                    .isNotNull();
            String[] libraries = manifest.getValue(Attributes.Name.CLASS_PATH).split(" ");
            assertThat(libraries).hasSize(2);
            assertThat(libraries[0]).endsWith("/second.jar"); // the index's order, not the archive's
            for (String library : libraries) {
                assertThat(jar.jar().resolveSibling(library).normalize()).exists();
            }
        }
    }

    @Test
    void theSameContentIsTakenApartOnceAndANewBuildNeverOverwrites() throws IOException {
        BootJar first = BootJar.unpack(fatJar("one"), run());
        assertThat(BootJar.unpack(fatJar("one"), run())).isEqualTo(first);
        BootJar second = BootJar.unpack(fatJar("two"), run());
        assertThat(second.hash()).isNotEqualTo(first.hash());
        assertThat(first.jar()).exists().isNotEqualTo(second.jar());
    }

    @Test
    void aMissingJarSaysWhatToRun() {
        assertThatExceptionOfType(DeployException.class)
                .isThrownBy(() -> BootJar.unpack(folder.resolve("none.jar"), run()))
                .withMessageContaining("none.jar is missing")
                .withMessageContaining("./mvnw");
    }

    private Path run() throws IOException {
        Files.createDirectories(folder.resolve("run/app"));
        return folder.resolve("run");
    }

    private Path fatJar(String content) throws IOException {
        Path jar = folder.resolve("demo-service-1.0-SNAPSHOT.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Start-Class", "org.example.Main");
        try (var file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            entry(out, "BOOT-INF/classes/application.yaml", content);
            entry(out, "META-INF/spring/org.example.Named.imports", "org.example.One");
            entry(out, "BOOT-INF/lib/first.jar", "first");
            entry(out, "BOOT-INF/lib/second.jar", "second");
            entry(out, "BOOT-INF/classpath.idx", "- \"BOOT-INF/lib/second.jar\"\n- \"BOOT-INF/lib/first.jar\"\n");
        }
        return jar;
    }

    private static void entry(JarOutputStream out, String name, String content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content.getBytes(StandardCharsets.UTF_8));
    }
}
