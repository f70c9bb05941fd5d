package org.meridian.db.placement;

import java.nio.file.Path;
import org.meridian.db.topology.Region;

/** What a schema is rendered for. */
public sealed interface Target {

    /** The local cluster's node of this region: its own partitions as tables, the other regions' as foreign tables. */
    record LocalNode(Region region) implements Target {}

    /** YugabyteDB: one tablespace per region, replicas over its zones. */
    record Yugabyte() implements Target {}

    /**
     * One PostgreSQL with a tablespace per region.
     *
     * @param tablespaces directory on the server that holds one (empty, existing) directory per tablespace
     */
    record SinglePostgres(Path tablespaces) implements Target {}
}
