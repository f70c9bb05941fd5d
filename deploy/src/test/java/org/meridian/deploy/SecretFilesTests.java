package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.platform.token.AuditKeys;
import org.meridian.platform.token.KeyFiles;
import org.meridian.platform.token.VouchKeys;

class SecretFilesTests {

    @TempDir
    Path folder;

    /** The database's folder is passed through by the user as whom its servers run; what lies in it is 0600 all the same. */
    @Test
    void point11EveryFileWithASecretIsItsOwnersAloneAndSoAreTheFolders() throws Exception {
        Home home = new Home(folder, folder.resolve("run"), null, 15_433, 8100);
        home.makeFolders();
        home.certificates(List.of());
        Plan plan = home.plan();
        LocalCluster cluster = LocalCluster.open(home.cluster());
        KeyFiles.ensure(home.keys(), List.of("registration-eu", "sampling"));
        VouchKeys.ensure(home.keys(), List.of("eu"));
        AuditKeys.ensure(home.keys(), plan.regions());
        for (App app : plan.apps()) {
            AppConfig.write(AppConfig.of(app, plan, home, cluster), home.config(app));
        }

        for (String name : List.of("config", "keys", "tls", "log")) {
            assertThat(Files.getPosixFilePermissions(home.run().resolve(name)))
                    .as(name)
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
        try (Stream<Path> files = Files.walk(home.run())) {
            List<Path> secret = files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock") && !file.endsWith("jwks.json")) // the public halves
                    .toList();
            assertThat(secret)
                    .extracting(file -> file.getFileName().toString())
                    .contains(
                            "eu-sampling.properties",
                            "secrets.properties",
                            "sampling.1.jwk",
                            "audit-eu.jwk",
                            "vouch-eu.1.key",
                            "eu-sampling-key.pem",
                            "eu-db-key.pem",
                            "authority.p12",
                            "authority.password");
            for (Path file : secret) {
                assertThat(Files.getPosixFilePermissions(file))
                        .as(file.toString())
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
    }
}
