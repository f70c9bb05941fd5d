package org.meridian.db.sample;

import com.yugabyte.ds.PGSimpleDataSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.meridian.db.migration.Migrations;
import org.meridian.db.placement.Target;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.YugabyteDBYSQLContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/** The same contract on a real YugabyteDB, one node that stands for all regions; only where there is Docker. */
@Testcontainers(disabledWithoutDocker = true)
class YugabytePlacementIT extends PlacementContract {

    static {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            System.out.println("SKIPPED: YugabytePlacementIT, because there is no Docker here");
        }
    }

    @Container
    static final YugabyteDBYSQLContainer YUGABYTE =
            new YugabyteDBYSQLContainer(DockerImageName.parse("yugabytedb/yugabyte:2025.1.0.1-b3"));

    private final Topology topology = oneZone();

    @Override
    Map<String, String> prepared() {
        for (String role : List.of(SERVICE, SERVICE + "_reader", SERVICE + "_keeper", "registration")) {
            JdbcClient.create(owner("eu"))
                    .sql("CREATE ROLE " + role + " LOGIN PASSWORD 'secret'")
                    .update();
        }
        Migrations.of(SERVICE, SampleApplication.migrations(), topology).run(new Target.Yugabyte(), owner("eu"));
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("meridian.region", "eu");
        properties.put("meridian.database.nodes.eu", YUGABYTE.getHost() + ":" + YUGABYTE.getMappedPort(5433));
        properties.put("meridian.database.name", YUGABYTE.getDatabaseName());
        properties.put("meridian.database.user", SERVICE);
        properties.put("meridian.database.password", "secret");
        properties.put("meridian.database.reader-password", "secret");
        properties.put("meridian.database.keeper-password", "secret");
        return properties;
    }

    @Override
    Topology topology() {
        return topology;
    }

    @Override
    DataSource owner(String region) {
        return as(YUGABYTE.getUsername(), YUGABYTE.getPassword());
    }

    @Override
    DataSource stranger() {
        return as("registration", "secret");
    }

    private static DataSource as(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {YUGABYTE.getHost()});
        source.setPortNumbers(new int[] {YUGABYTE.getMappedPort(5433)});
        source.setDatabaseName(YUGABYTE.getDatabaseName());
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** One replica each, where the container's only node says that it is. */
    private static Topology oneZone() {
        List<Region> regions = Topology.load().regions().stream()
                .map(region -> new Region(
                        region.name(),
                        "cloud1",
                        "datacenter1",
                        List.of("rack1"),
                        region.latitude(),
                        region.longitude(),
                        region.gateway(),
                        region.countries(),
                        region.ownPartition()))
                .toList();
        return new Topology(1, regions);
    }
}
