package org.meridian.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.meridian.bench.BenchException;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.migration.Migrations;
import org.meridian.db.placement.Target;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/**
 * A platform whose data outlives its runs, in a folder and on ports of its own: a city takes longer to fill in than an
 * experiment on it takes to run.
 */
public final class CityPlatform {

    private final Path root;
    private final Path folder;

    /** @param root the repository, built */
    public CityPlatform(Path root, Path folder) {
        this.root = root;
        this.folder = folder.toAbsolutePath().normalize();
        Ground.writeTopology(this.folder, Ports.OF_THE_CITY);
    }

    /** Where it is unless another folder is named. */
    public static Path folder(Path root) {
        return root.resolve("bench/out/city");
    }

    public Path folder() {
        return folder;
    }

    public Topology topology() {
        return Topology.load(folder.resolve("topology.yaml"));
    }

    /** Its processes, with the data as they are. */
    public Stack start(List<String> regions) {
        return Stack.upon(root, folder, Ports.OF_THE_CITY, regions);
    }

    /** The database alone, with all services' tables. @throws BenchException when it runs already */
    public LocalCluster startDatabase() {
        LocalCluster.Options options =
                LocalCluster.Options.lasting(folder.resolve("run/db"), topology(), Ports.OF_THE_CITY.database());
        if (topology().regions().stream()
                .anyMatch(r -> LocalCluster.open(options).process(r.name()).isPresent())) {
            throw new BenchException("The platform in " + folder + " runs; deploy/down ends it.");
        }
        LocalCluster cluster = LocalCluster.start(options);
        for (String service : LocalCluster.SERVICES) {
            Path jar = root.resolve(service + "-service/target/" + service + "-service-1.0-SNAPSHOT.jar");
            Migrations migrations = Migrations.of(service, List.of(jar), topology());
            for (Region region : topology().regions()) {
                migrations.run(new Target.LocalNode(region), cluster.owner(region.name()));
            }
        }
        return cluster;
    }

    /** Everything that earlier seedings and runs left. */
    public void delete() {
        try {
            Folders.delete(folder.resolve("run"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
