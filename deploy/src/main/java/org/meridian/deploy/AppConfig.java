package org.meridian.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.tls.Certificates;

/** What a process is told, in a file that only its owner reads: passwords never stand on a command line. */
final class AppConfig {

    private AppConfig() {}

    static Map<String, String> of(App app, Plan plan, Home home, LocalCluster cluster) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("server.port", Integer.toString(app.port()));
        values.put("server.address", "127.0.0.1");
        values.put("management.server.port", Integer.toString(app.actuatorPort()));
        values.put("meridian.handover.enabled", "true"); // deploy/restart
        values.put("meridian.region", app.region());
        if (home.topologyFile() != null) {
            values.put("meridian.topology", home.topologyFile().toString());
        }
        values.put("meridian.keys", home.keys().toString());
        values.putAll(logging(home.log(app.id())));
        if (app.encrypted()) {
            Certificates certificates = home.certificates(List.of(app));
            values.put(
                    "meridian.tls.certificate",
                    certificates.certificate(app.id()).toString());
            values.put("meridian.tls.key", certificates.key(app.id()).toString());
            values.put("meridian.tls.authority", certificates.authorityPem().toString());
            if (!app.isGateway()) {
                values.put(
                        "meridian.database.authority",
                        certificates.authorityPem().toString());
            }
        }
        for (App other : plan.apps()) {
            if (!other.isGateway()) {
                values.put("meridian.services." + other.region() + "." + other.name(), other.address());
            }
        }
        if (!app.isGateway()) {
            values.put("meridian.audit.installation", home.installation());
            for (LocalCluster.Node node : cluster.nodes()) {
                values.put("meridian.database.nodes." + node.region(), node.host() + ":" + cluster.seenAt());
            }
            values.put("meridian.database.name", LocalCluster.DATABASE);
            values.put("meridian.database.user", app.name());
            values.put("meridian.database.password", cluster.password(app.name()));
            values.put("meridian.database.reader-password", cluster.password(app.name() + "_reader"));
            values.put("meridian.database.keeper-password", cluster.password(app.name() + "_keeper"));
        }
        if (app.name().equals("registration")) {
            values.put("meridian.erasure-ledger.folder", home.erasures().toString());
        }
        values.putAll(Overrides.fromEnvironment().of(app));
        return values;
    }

    /** A log is put aside when it is full, also while the process runs; what was put aside is bounded as well. */
    private static Map<String, String> logging(Path log) {
        return Map.of(
                "logging.file.name",
                log.toString(),
                "logging.logback.rollingpolicy.file-name-pattern",
                log + ".%d{yyyy-MM-dd}.%i",
                "logging.logback.rollingpolicy.max-file-size",
                "20MB",
                "logging.logback.rollingpolicy.max-history",
                "7",
                "logging.logback.rollingpolicy.total-size-cap",
                "60MB",
                "logging.threshold.console",
                "off"); // what the JVM itself says is kept apart
    }

    static void write(Map<String, String> values, Path file) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            String text = values.entrySet().stream()
                    .map(e -> e.getKey() + "=" + e.getValue().replace("\\", "\\\\") + "\n")
                    .collect(Collectors.joining("", "# Written by deploy/up at every start\n", ""));
            Files.writeString(file, text, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
