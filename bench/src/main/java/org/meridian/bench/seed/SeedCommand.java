package org.meridian.bench.seed;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.BenchException;
import org.meridian.bench.stack.CityPlatform;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills a region's tables with a city; nothing else may run on the data meanwhile. */
@Command(
        name = "bench/seed",
        description = "Fills a region with a city's residents, for bench/run load --only size --city.",
        mixinStandardHelpOptions = true)
public final class SeedCommand implements Callable<Integer> {

    @Option(names = "--residents", paramLabel = "N", description = "How many live there (${DEFAULT-VALUE}).")
    private long residents = 1_000_000;

    @Option(names = "--country", paramLabel = "CCC", description = "Where; its region is filled (${DEFAULT-VALUE}).")
    private String country = "DEU";

    @Option(names = "--days", paramLabel = "N", description = "Days of tubes, samples, check-ins (${DEFAULT-VALUE}).")
    private int days = 3;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed makes the same city (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--at-once", paramLabel = "N", description = "Tables filled at the same time (${DEFAULT-VALUE}).")
    private int atOnce = 2;

    @Option(names = "--folder", paramLabel = "FOLDER", description = "Of the platform (bench/out/city).")
    private @Nullable Path folder;

    @Option(names = "--fresh", description = "Deletes what an earlier seeding left, of all regions.")
    private boolean fresh;

    /** Kept, else its level is forgotten. */
    private static final Logger QUIET = Logger.getLogger("org.flywaydb");

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) {
        QUIET.setLevel(Level.SEVERE);
        System.exit(new CommandLine(new SeedCommand())
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println(e.getMessage());
                    return 2;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() {
        Path root = Path.of(System.getProperty("meridian.home", "."))
                .toAbsolutePath()
                .normalize();
        CityPlatform platform = new CityPlatform(root, folder == null ? CityPlatform.folder(root) : folder);
        if (fresh) {
            platform.delete();
        }
        City city = new City(
                Country.of(country).code(),
                residents,
                seed,
                days,
                Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
        Progress progress = new Progress(out);
        Sheets planned = new Sheets(city);
        planned.all().forEach(sheets -> sheets.forEach(sheet -> out.println("  " + sheet)));
        planned.small().forEach(sheet -> out.println("  " + sheet));
        LocalCluster cluster = platform.startDatabase();
        try {
            fill(city, platform, cluster, progress);
        } finally {
            cluster.close();
        }
        return 0;
    }

    private void fill(City wanted, CityPlatform platform, LocalCluster cluster, Progress progress) {
        Partition partition = platform.topology().partitionOf(Country.of(wanted.country()));
        String region = partition.region().name();
        DataSource owner = cluster.owner(region);
        Optional<City> begun = begun(owner, wanted);
        City city = begun.orElse(wanted);
        if (begun.isPresent()) {
            progress.say("goes on with the city begun at " + city.now());
        } else {
            Room.missing(city, free(platform.folder())).ifPresent(problem -> {
                throw new BenchException(problem);
            });
        }
        progress.say(String.format(
                Locale.ROOT, "filling %s with %,d residents of %s", region, city.residents(), city.country()));
        BulkSettings settings = new BulkSettings(cluster, region);
        settings.begin();
        try {
            Sheets sheets = new Sheets(city);
            BulkLoad load = new BulkLoad(
                    owner, sheet -> sheet.service() + "." + partition.of(sheet.table()), new Ledger(city), progress);
            sheets.small().forEach(load::add);
            AtOnce.run(atOnce, sheets.all(), load::fill);
        } finally {
            settings.end();
        }
        progress.say("done");
        out.print(Sizes.of(owner, city.residents()));
    }

    private static Optional<City> begun(DataSource owner, City city) {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            Ledger.prepare(statement);
            return Ledger.resumed(statement, city);
        } catch (SQLException e) {
            throw new BenchException("the ledger of what was filled cannot be read: " + e.getMessage(), e);
        }
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
