package org.meridian.db.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.yugabyte.ds.PGSimpleDataSource;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.cluster.LocalCluster.Options;
import org.meridian.db.topology.Topology;
import org.tukaani.xz.XZInputStream;
import org.yaml.snakeyaml.Yaml;

/** The whole cluster, run by somebody who isn't root. */
class OrdinaryUserIT {

    @ParameterizedTest
    @ValueSource(strings = {"65534", "54321"})
    void anOrdinaryUserRunsTheClusterTooEvenOneWithoutAName(String user) throws Exception {
        assumeTrue("0".equals(output(List.of("id", "-u"))), "an ordinary user runs these tests anyway");
        List<String> switchUser = List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
        assumeTrue(user.equals(output(join(switchUser, List.of("id", "-u")))), "cannot switch to another user here");

        Path folder = Files.createTempDirectory("meridian-ordinary-user");
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            String java = ProcessHandle.current().info().command().orElseThrow();
            String output = output(join(
                    switchUser,
                    List.of(
                            java,
                            "-Djava.io.tmpdir=" + folder,
                            "-cp",
                            readableClassPath(folder),
                            Main.class.getName(),
                            folder.resolve("run").toString())));
            assertThat(output).endsWith("started and stopped 3 nodes");
        } finally {
            Folders.delete(folder);
        }
    }

    /** What that user's JVM runs. */
    static final class Main {
        public static void main(String[] args) {
            try (LocalCluster cluster = LocalCluster.start(Options.temporary(Path.of(args[0]), Topology.load()))) {
                cluster.kill("eu");
                cluster.restart("eu");
                long running = cluster.nodes().stream()
                        .filter(n -> cluster.process(n.region()).isPresent())
                        .count();
                System.out.println("started and stopped " + running + " nodes");
            }
        }
    }

    /** Copies of what is needed, because root's local Maven repository is closed to others. */
    private static String readableClassPath(Path folder) throws IOException, URISyntaxException {
        List<Path> sources = new ArrayList<>();
        for (Class<?> type : List.of(
                LocalCluster.class,
                OrdinaryUserIT.class,
                PGSimpleDataSource.class,
                XZInputStream.class,
                Yaml.class,
                NullMarked.class)) {
            sources.add(Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
        String archive =
                LocalCluster.class.getResource("/postgres-linux-x86_64.txz").toString();
        sources.add(Path.of(archive.substring("jar:file:".length(), archive.indexOf('!'))));
        List<String> copies = new ArrayList<>();
        for (Path source : sources) {
            Path copy = folder.resolve(copies.size() + "-" + source.getFileName());
            try (Stream<Path> all = Files.walk(source)) {
                for (Path path : all.toList()) {
                    Files.copy(path, copy.resolve(source.relativize(path).toString()));
                }
            }
            copies.add(copy.toString());
        }
        return String.join(":", copies);
    }

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(60, TimeUnit.SECONDS);
        return text.strip();
    }
}
