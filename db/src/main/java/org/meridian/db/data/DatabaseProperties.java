package org.meridian.db.data;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the logical database is and who a service is there.
 *
 * @param nodes per region the {@code host:port} of its node (with YugabyteDB: of any one of its nodes)
 * @param name the database
 * @param user the service's role, named like its schema
 * @param password of the service's role
 * @param readerPassword of the role {@code <user>_reader}, which auditors' queries use; none: no such queries
 * @param keeperPassword of the role {@code <user>_keeper}, which removes what has been kept long enough; none: nothing is
 * @param authority PEM of the certificate authority whose certificates the nodes show; with it every connection is
 *     encrypted, and only to a node that shows one for its address; none: not encrypted
 * @param schema the service's schema, the user's name unless another is given
 * @param poolSize connections at most; three regions of pools add up, so it is small
 */
@ConfigurationProperties(prefix = "meridian.database", ignoreUnknownFields = false)
public record DatabaseProperties(
        Map<String, String> nodes,
        @DefaultValue("meridian") String name,
        String user,
        String password,
        @Nullable String readerPassword,
        @Nullable String keeperPassword,
        @Nullable Path authority,
        @Nullable String schema,
        @DefaultValue("6") int poolSize) {

    public DatabaseProperties {
        require(nodes != null && !nodes.isEmpty(), "nodes.<region> is missing: host:port of each region's node");
        nodes.forEach((region, node) ->
                require(node.matches("[^:/,?]+:\\d{1,5}"), "nodes." + region + " is not host:port: " + node));
        require(user != null && !user.isBlank(), "user is missing");
        require(password != null, "password is missing");
        require(poolSize >= 1 && poolSize <= 50, "pool-size is not within 1 and 50: " + poolSize);
        nodes = Map.copyOf(nodes);
        schema = schema == null || schema.isBlank() ? user : schema;
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException("meridian.database." + message);
        }
    }

    @Override
    public String toString() {
        return "DatabaseProperties[nodes=" + nodes + ", name=" + name + ", user=" + user + ", poolSize=" + poolSize
                + "]";
    }
}
