package org.meridian.db.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meridian.db.placement.Target.LocalNode;
import org.meridian.db.placement.Target.SinglePostgres;
import org.meridian.db.placement.Target.Yugabyte;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/** What must be there before the first table: tablespaces, and the service's schema, roles and rights. */
public final class Foundation {

    /** For the commented tables and their partitions; a partition has no comment of its own. */
    private static final String REVOKE = """
            DO $$
            DECLARE commented regclass;
            BEGIN
              FOR commented IN
                SELECT c.oid FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
                 WHERE c.relnamespace = CAST('SERVICE' AS regnamespace) AND c.relkind IN ('r', 'p', 'f')
                   AND obj_description(COALESCE(i.inhparent, c.oid), 'pg_class') = 'COMMENT'
              LOOP
                EXECUTE format('REVOKE RIGHTS ON %s FROM ROLES', commented);
              END LOOP;
            END $$""";

    /** For a partition that came later than its table's rights were given. */
    private static final String SAME_RIGHTS = """
            DO $$
            DECLARE allowed record;
            BEGIN
              FOR allowed IN
                SELECT CAST(a.grantee AS regrole) AS role, a.privilege_type AS what
                  FROM pg_class c CROSS JOIN aclexplode(c.relacl) a
                 WHERE c.oid = CAST('SERVICE.TABLE' AS regclass) AND a.grantee NOT IN (0, c.relowner)
              LOOP
                EXECUTE format('GRANT %s ON SERVICE.PARTITION TO %s', allowed.what, allowed.role);
              END LOOP;
            END $$""";

    private Foundation() {}

    /** By name, the statement that creates each tablespace of the target; the local cluster has none. */
    public static Map<String, String> tablespaces(Target target, Topology topology) {
        Map<String, String> statements = new LinkedHashMap<>();
        for (Region region : topology.regions()) {
            String name = Names.tablespace(region);
            switch (target) {
                case LocalNode local -> {}
                case Yugabyte yugabyte ->
                    statements.put(
                            name,
                            "CREATE TABLESPACE " + name + " WITH (replica_placement='"
                                    + placement(region, topology.replicationFactor()) + "')");
                case SinglePostgres(var directory) ->
                    statements.put(name, "CREATE TABLESPACE " + name + " LOCATION '" + directory.resolve(name) + "'");
            }
        }
        return statements;
    }

    /** The replicas spread evenly over the zones; more zones than replicas: the first ones. */
    static String placement(Region region, int replicas) {
        int used = Math.min(replicas, region.zones().size());
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < used; i++) {
            int here = replicas / used + (i < replicas % used ? 1 : 0);
            blocks.add("{\"cloud\": \"" + region.cloud() + "\", \"region\": \"" + region.cloudRegion()
                    + "\", \"zone\": \"" + region.zones().get(i) + "\", \"min_num_replicas\": " + here + "}");
        }
        return "{\"num_replicas\": " + replicas + ", \"placement_blocks\": [" + String.join(", ", blocks) + "]}";
    }

    /**
     * The roles of a service: one that writes, one that reads for auditors, and one that removes what has been kept long
     * enough. Passwords are the operator's to set.
     */
    public static List<String> roles(String service) {
        return List.of(service, service + "_reader", service + "_keeper");
    }

    /**
     * What the roles may do in the service's schema, to be said again after each migration. A table whose comment is
     * {@code append-only} takes new rows from the service, but none of its rows is ever changed or deleted by it; with
     * {@code write-once} it deletes rows when their time is over, and changes none. The keeper, as whom the retention
     * connects and nothing else, deletes and can neither add nor change.
     */
    public static List<String> grants(String service) {
        return List.of(
                "GRANT USAGE ON SCHEMA " + service + " TO " + String.join(", ", roles(service)),
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + service + " TO " + service,
                "GRANT SELECT ON ALL TABLES IN SCHEMA " + service + " TO " + service + "_reader",
                "GRANT SELECT, DELETE ON ALL TABLES IN SCHEMA " + service + " TO " + service + "_keeper",
                revoke(service, "append-only", "UPDATE, DELETE, TRUNCATE", service),
                revoke(service, "write-once", "UPDATE, TRUNCATE", service),
                revoke(service, "kept", "UPDATE, DELETE, TRUNCATE", service + ", " + service + "_keeper"));
    }

    /** Whoever may do something with a table may do it with this partition of it. */
    public static String sameRights(String service, String table, String partition) {
        return SAME_RIGHTS.replace("SERVICE", service).replace("TABLE", table).replace("PARTITION", partition);
    }

    private static String revoke(String service, String comment, String rights, String roles) {
        return REVOKE.replace("SERVICE", service)
                .replace("COMMENT", comment)
                .replace("RIGHTS", rights)
                .replace("ROLES", roles);
    }
}
