package org.meridian.db.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.meridian.db.cluster.LocalCluster.Node;

/** A node's postgresql.conf and pg_hba.conf, written anew at every start. */
record Settings(boolean keptBetweenRuns) {

    void write(Node node, Path data) throws IOException {
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
                wal_compression = on
                random_page_cost = 1.1
                timezone = 'UTC'

                # An acknowledged row survives a power cut.
                fsync = on
                synchronous_commit = on
                full_page_writes = on

                # With a generic plan an UPDATE opens connections to pruned regions too, and fails when one is down.
                plan_cache_mode = force_custom_plan
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
                """.formatted(node.host(), node.port()));
        Files.writeString(data.resolve("pg_hba.conf"), """
                # Written at every start; changes here are lost.
                host %s all 127.0.0.0/8 scram-sha-256
                host postgres %s 127.0.0.0/8 scram-sha-256
                """.formatted(LocalCluster.DATABASE, LocalCluster.OWNER));
    }
}
