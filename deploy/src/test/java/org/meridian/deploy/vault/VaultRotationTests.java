package org.meridian.deploy.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultRotationTests {

    @TempDir
    private Path folder;

    private Keyset keyset = new Keyset(Path.of("."));
    private final List<String> told = new ArrayList<>();

    /** Two processes with rows; each look at the clock lets one of them take one step. */
    private final List<Registration> processes = new ArrayList<>();

    private final class Registration {

        private final HttpServer server;
        private final String region;
        private List<Integer> known;
        private int primary;
        private int old = 5; // rows
        private boolean silent;

        Registration(String region) throws Exception {
            this.region = region;
            this.known = keyset.ids();
            this.primary = keyset.primary();
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/actuator/vault", exchange -> {
                byte[] body = status().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(silent ? 503 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        URI address() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        /** Reads the file; a pass wraps a few rows anew. */
        void step() {
            known = keyset.ids();
            primary = keyset.primary();
            if (old > 0 && known.size() > 1 && known.getLast() == primary) {
                old--;
            }
        }

        private String status() {
            int oldest = known.getFirst();
            String rows = old == 0 || oldest == primary
                    ? "{\"%d\":9}".formatted(primary)
                    : "{\"%d\":%d,\"%d\":4}".formatted(oldest, old, primary);
            return "{\"region\":\"%s\",\"primary\":%d,\"keys\":%s,\"needing\":%s}"
                    .formatted(region, primary, known, rows);
        }
    }

    @BeforeEach
    void aKeysetAndTwoProcesses() throws Exception {
        PrfConfig.register();
        Path file = folder.resolve("keyset.json");
        Files.writeString(
                file,
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        KeysetHandle.generateNew(PredefinedPrfParameters.HKDF_SHA256, RegistryConfiguration.get()),
                        RegistryConfiguration.get(),
                        InsecureSecretKeyAccess.get()));
        keyset = new Keyset(file);
        processes.add(new Registration("eu"));
        processes.add(new Registration("us"));
    }

    @AfterEach
    void end() {
        processes.forEach(process -> process.server.stop(0));
    }

    private VaultRotation rotation(Set<String> regions) {
        return new VaultRotation(
                keyset,
                new Processes(processes.stream().map(Registration::address).toList()),
                regions,
                ms -> {
                    assertThat(keyset.ids().size())
                            .as("no key goes while something needs it")
                            .isEqualTo(2);
                    processes.stream()
                            .filter(p -> p.old > 0 || p.primary != keyset.primary())
                            .findFirst()
                            .ifPresent(Registration::step);
                    processes.forEach(p -> p.known = keyset.ids());
                },
                told::add);
    }

    @Test
    void point4AKeyIsAddedPromotedAndTheOldOneDestroyedOnceNothingNeedsIt() throws Exception {
        int before = keyset.primary();
        rotation(Set.of("eu", "us")).run();
        assertThat(keyset.ids()).hasSize(1).doesNotContain(before);
        assertThat(keyset.primary()).isEqualTo(keyset.ids().getFirst());
        assertThat(told).hasSize(3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keyset.json"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void point4ARotationThatWasBrokenOffIsTakenUpWhereItStood() {
        int added = keyset.add();
        rotation(Set.of("eu", "us")).run();
        assertThat(keyset.ids()).containsExactly(added);
        keyset.add();
        keyset.promoteNewest();
        int promoted = keyset.primary();
        processes.forEach(process -> process.old = 2);
        rotation(Set.of("eu", "us")).run();
        assertThat(keyset.ids()).containsExactly(promoted);
    }

    @Test
    void point4ARegionThatCannotBeAskedKeepsItsKey() {
        assertThatThrownBy(() -> rotation(Set.of("eu", "us", "ap")).run()).hasMessageContaining("[ap]");
        processes.getLast().silent = true;
        assertThatThrownBy(() -> rotation(Set.of("eu", "us")).run()).hasMessageContaining("503");
        assertThat(keyset.ids()).hasSize(1);
    }
}
