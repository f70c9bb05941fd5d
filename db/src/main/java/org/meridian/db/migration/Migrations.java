package org.meridian.db.migration;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.meridian.db.placement.Change;
import org.meridian.db.placement.Foundation;
import org.meridian.db.placement.Renderer;
import org.meridian.db.placement.Schema;
import org.meridian.db.placement.Table;
import org.meridian.db.placement.Target;
import org.meridian.db.placement.Target.LocalNode;
import org.meridian.db.topology.Topology;

/** A service's migrations, read once and placed for any target. */
public final class Migrations {

    static final String HISTORY = "flyway_schema_history";

    private final String service;
    private final Topology topology;
    private final List<Step> steps = new ArrayList<>();
    private final Schema schema = new Schema();

    private record Step(MigrationFile file, List<Change> changes) {}

    private Migrations(String service, List<MigrationFile> files, Topology topology) {
        this.service = service;
        this.topology = topology;
        for (MigrationFile file : files) {
            steps.add(new Step(file, schema.read(file.sql())));
        }
    }

    /**
     * The migrations in {@code db/migration} of a class path.
     *
     * @param service its name, which is its schema's and its role's too
     * @throws org.meridian.db.placement.SchemaException when a table cannot be placed as it is written
     */
    public static Migrations of(String service, ClassLoader withDbMigration, Topology topology) {
        return new Migrations(service, MigrationFile.in(withDbMigration), topology);
    }

    /** The migrations in jars (plain or executable) or class folders: a service's own, and platform's. */
    public static Migrations of(String service, List<Path> jarsOrFolders, Topology topology) {
        return new Migrations(service, MigrationFile.in(jarsOrFolders), topology);
    }

    public String service() {
        return service;
    }

    /** Brings one node, or YugabyteDB, or one PostgreSQL up to date; then its partitions to the topology. */
    public void run(Target target, DataSource ownerOfThatNode) {
        try {
            Groundwork.lay(service, target, topology, ownerOfThatNode);
            boolean transactional = !(target instanceof Target.Yugabyte);
            Flyway.configure()
                    .dataSource(ownerOfThatNode)
                    .schemas(service)
                    .defaultSchema(service)
                    .table(HISTORY)
                    .locations(new String[0])
                    .javaMigrations(steps.stream()
                            .map(step -> placed(step, target, transactional))
                            .toArray(JavaMigration[]::new))
                    .executeInTransaction(transactional)
                    // platform counts from 1 and a service from 10, each onwards: a later platform one is no mistake
                    .outOfOrder(true)
                    .load()
                    .migrate();
            Groundwork.grant(service, ownerOfThatNode);
            new PlacementUpdate(service, topology, tables()).run(target, ownerOfThatNode);
        } catch (SQLException e) {
            throw new IllegalStateException("the migrations of " + service + " failed: " + e.getMessage(), e);
        }
    }

    private PlacedMigration placed(Step step, Target target, boolean transactional) {
        Renderer renderer = new Renderer(service, topology, target);
        List<String> sql = step.changes().stream()
                .flatMap(change -> renderer.render(change).stream())
                .toList();
        return new PlacedMigration(step.file(), sql, transactional);
    }

    /** The whole SQL for a target, to read or to run by hand; each statement without its semicolon. */
    public List<String> script(Target target) {
        List<String> sql = new ArrayList<>();
        if (!(target instanceof LocalNode)) {
            sql.add("CREATE SCHEMA IF NOT EXISTS " + service);
        }
        sql.add("SET search_path TO " + service);
        Renderer renderer = new Renderer(service, topology, target);
        for (Step step : steps) {
            step.changes().forEach(change -> sql.addAll(renderer.render(change)));
        }
        sql.addAll(Foundation.grants(service));
        return sql;
    }

    /** The partitioned tables after the last migration. */
    public List<Table> tables() {
        return schema.tables();
    }
}
