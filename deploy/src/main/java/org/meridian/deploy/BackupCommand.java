package org.meridian.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meridian.db.cluster.Backup;
import org.meridian.db.cluster.LocalCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        description =
                "Copies one region's data while everything works: all that was acknowledged before it ends is in it.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Parameters(index = "0", paramLabel = "REGION", description = "Whose data.")
    private String region = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Comes about with the copy in it; one under the run folder's 'backup' unless given.")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        home.plan().of(region);
        Progress progress = new Progress(System.out);
        Path into = folder != null
                ? folder
                : home.run()
                        .resolve("backup")
                        .resolve(region + "-" + NAME.format(Clock.systemUTC().instant()));
        if (Files.exists(into)) {
            throw new DeployException(into + " is there already.");
        }
        long begin = System.nanoTime();
        Backup.take(LocalCluster.open(home.cluster()), region, into);
        progress.step("%s: %d MB are in %s after %.1f s; deploy/restore %s %s puts them back"
                .formatted(region, size(into) >> 20, into, (System.nanoTime() - begin) / 1e9, region, into));
        return 0;
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            long size = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += Files.size(file);
            }
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
