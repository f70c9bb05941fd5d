package org.meridian.db.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.db.migration.Migrations;
import org.meridian.db.placement.Target.LocalNode;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Region;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that runs already, and has data, is brought up to date. */
@ExtendWith(LocalClusterExtension.class)
class LaterPlatformMigrationIT {

    private static final String SCHEMA = "checkin";

    private final TestCluster cluster = TestCluster.shared();

    @TempDir
    Path service;

    @TempDir
    Path platform;

    @Test
    void platformsNextMigrationIsAppliedAlthoughTheServicesOwnHaveHigherNumbers() throws IOException {
        write(platform, "V1__parcels.sql", """
                CREATE TABLE parcel (
                    id           uuid NOT NULL,
                    country_code text NOT NULL,
                    PRIMARY KEY (id, country_code)
                ) PARTITION BY LIST (country_code);
                """);
        write(service, "V10__letters.sql", """
                CREATE TABLE letter (
                    id           uuid NOT NULL,
                    country_code text NOT NULL,
                    PRIMARY KEY (id, country_code)
                ) PARTITION BY LIST (country_code);
                """);
        migrate();
        write(platform, "V2__a_parcels_weight.sql", "ALTER TABLE parcel ADD COLUMN weight int;\n");
        migrate();
        for (Region region : cluster.topology().regions()) {
            assertThat(JdbcClient.create(cluster.owner(region.name()))
                            .sql("SELECT count(weight) FROM checkin.parcel")
                            .query(Long.class)
                            .single())
                    .as(region.name())
                    .isZero();
        }
    }

    private void migrate() {
        Migrations migrations = Migrations.of(SCHEMA, List.of(service, platform), cluster.topology());
        for (Region region : cluster.topology().regions()) {
            migrations.run(new LocalNode(region), cluster.owner(region.name()));
        }
    }

    private static void write(Path module, String name, String sql) throws IOException {
        Path folder = Files.createDirectories(module.resolve("db/migration"));
        Files.writeString(folder.resolve(name), sql);
    }
}
