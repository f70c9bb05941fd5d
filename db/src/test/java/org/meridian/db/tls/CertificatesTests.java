package org.meridian.db.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTests {

    /** As the launcher does, which starts two processes at a time and opens the folder for each. */
    @Test
    void whoeverMakesCertificatesAtTheSameTimeAsOthersLosesNone(@TempDir Path folder) {
        List<CompletableFuture<Void>> all = Stream.of("eu-results", "eu-gateway", "eu-checkin")
                .map(name -> CompletableFuture.runAsync(
                        () -> Certificates.in(folder).ensure(name, List.of("127.0.0.1")), Thread::startVirtualThread))
                .toList();
        all.forEach(CompletableFuture::join);
        Certificates there = Certificates.in(folder);
        for (String name : List.of("eu-results", "eu-gateway", "eu-checkin")) {
            assertThat(there.certificate(name)).exists();
            assertThat(there.key(name)).exists();
            assertThat(there.context(name)).isNotNull();
        }
    }
}
