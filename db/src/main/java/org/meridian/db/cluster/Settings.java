package org.meridian.db.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.meridian.db.cluster.LocalCluster.Node;
import org.meridian.db.tls.Certificates;

/**
 * A node's postgresql.conf and pg_hba.conf, written anew at every start.
 *
 * @param certificates what the node shows, and whom it trusts; null: connections are not encrypted
 */
record Settings(boolean keptBetweenRuns, @Nullable Certificates certificates) {

    static final String AUTHORITY = "authority.crt";
    private static final String CERTIFICATE = "server.crt";
    private static final String KEY = "server.key";

    void write(Node node, Path data, RunAs runAs) throws IOException {
        Files.writeString(data.resolve("postgresql.conf"), """
                # Written at every start; changes here are lost.
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                max_connections = 400
                shared_buffers = 128MB
                work_mem = 8MB
                effective_cache_size = 1GB
                huge_pages = off
                jit = off
                max_wal_size = 1GB
                # Whole pages in the log are mostly leaves full of ids, which do not get smaller; trying is not free (docs/scale.md).
                wal_compression = off
                random_page_cost = 1.1
                timezone = 'UTC'

                # An acknowledged row survives a power cut.
                fsync = on
                synchronous_commit = on
                full_page_writes = on

                # With a generic plan an UPDATE opens connections to pruned regions too, and fails when one is down.
                plan_cache_mode = force_custom_plan
                # The services say themselves which statements may have one (KeptPlans). Such a plan lives until a table's
                # statistics change, and a new table's change soon after it has filled.
                autovacuum_naptime = 10s
                enable_partitionwise_aggregate = on
                enable_partitionwise_join = on

                # A session whose caller died ends instead of holding its locks.
                client_connection_check_interval = '2s'
                tcp_keepalives_idle = 10
                tcp_keepalives_interval = 5
                tcp_keepalives_count = 3
                deadlock_timeout = '500ms'

                # No statement's literals and no row's values in the log: it may hold what belongs to another region.
                log_min_messages = log
                log_min_error_statement = panic
                log_error_verbosity = terse
                log_statement = 'none'
                log_min_duration_statement = -1
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                log_checkpoints = off
                log_autovacuum_min_duration = -1
                log_line_prefix = '%%m [%%p] %%q%%u '
                %s
                """.formatted(
                        node.host(), node.port(), encryption(node, data, runAs)));
        String host = certificates == null ? "host" : "hostssl"; // then nobody gets in without
        Files.writeString(data.resolve("pg_hba.conf"), """
                # Written at every start; changes here are lost.
                %1$s %2$s all 127.0.0.0/8 scram-sha-256
                %1$s postgres %3$s 127.0.0.0/8 scram-sha-256
                """.formatted(host, LocalCluster.DATABASE, LocalCluster.OWNER));
    }

    /** The files go where the server can read them, whoever it is: nobody else may read the key. */
    private String encryption(Node node, Path data, RunAs runAs) throws IOException {
        if (certificates == null) {
            return "ssl = off";
        }
        String name = node.region() + "-db";
        copy(certificates.certificate(name), data.resolve(CERTIFICATE), runAs);
        copy(certificates.key(name), data.resolve(KEY), runAs);
        copy(certificates.authorityPem(), data.resolve(AUTHORITY), runAs);
        return """
                ssl = on
                ssl_min_protocol_version = 'TLSv1.3'
                ssl_cert_file = '%s'
                ssl_key_file = '%s'
                """.formatted(CERTIFICATE, KEY);
    }

    private static void copy(Path from, Path to, RunAs runAs) throws IOException {
        Files.deleteIfExists(to);
        Files.createFile(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(to, Files.readAllBytes(from));
        if (runAs.isOtherUser()) {
            Files.setAttribute(to, "unix:uid", 65534);
        }
    }
}
