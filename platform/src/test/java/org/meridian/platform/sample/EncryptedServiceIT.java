package org.meridian.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.db.test.TestCluster;
import org.meridian.db.tls.Certificates;
import org.meridian.db.topology.Country;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.remote.RemoteServices;
import org.meridian.platform.test.EncryptedPeer;
import org.meridian.platform.test.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Point 11: a service in profile tls, and the services that it calls, with the certificates that deploy/up makes. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "meridian.service=sampling",
            "spring.config.import=classpath:meridian/service.yaml",
            "meridian.outbox.poll=1h",
            "meridian.erasure.poll=1h"
        })
@ActiveProfiles("tls")
class EncryptedServiceIT {

    interface Client {
        @org.springframework.web.bind.annotation.PostMapping("/internal/things")
        String things();
    }

    @TempDir
    static Path folder;

    private static EncryptedPeer own;
    private static EncryptedPeer ofAnotherAuthority;
    private static EncryptedPeer forAnotherAddress;

    @Autowired
    RemoteServices remote;

    @LocalServerPort
    int port;

    @BeforeAll
    static void certificates() {
        Certificates certificates = Certificates.in(folder.resolve("tls"));
        certificates.ensure("eu-sampling", List.of("127.0.0.1"));
        certificates.ensure("eu-gateway", List.of("127.0.0.1"));
        Certificates.in(folder.resolve("other")).ensure("eu-gateway", List.of("127.0.0.1"));
        own = new EncryptedPeer(folder.resolve("tls"), "127.0.0.1");
        ofAnotherAuthority = new EncryptedPeer(folder.resolve("other"), "127.0.0.1");
        forAnotherAddress = new EncryptedPeer(folder.resolve("tls"), "127.0.0.9");
    }

    @AfterAll
    static void stop() {
        List.of(own, ofAnotherAuthority, forAnotherAddress).forEach(EncryptedPeer::stop);
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestCluster.shared().migrate("sampling", EncryptedServiceIT.class.getClassLoader());
        TestCluster.shared().properties("sampling", "eu").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("meridian.keys", () -> TestTokens.keys().toString());
        Path tls = folder.resolve("tls");
        registry.add(
                "meridian.tls.certificate", () -> tls.resolve("eu-sampling.pem").toString());
        registry.add(
                "meridian.tls.key", () -> tls.resolve("eu-sampling-key.pem").toString());
        registry.add("meridian.tls.authority", () -> tls.resolve("ca.pem").toString());
        registry.add("meridian.services.eu.results", () -> own.address());
        registry.add("meridian.services.us.results", () -> ofAnotherAuthority.address());
        registry.add("meridian.services.ap.results", () -> forAnotherAddress.address());
    }

    @Test
    void point11WhoeverShowsACertificateOfTheAuthorityIsServed() throws Exception {
        SSLContext gateway = Certificates.in(folder.resolve("tls")).context("eu-gateway");
        assertThat(open("https", gateway, "TLSv1.3").statusCode()).isEqualTo(200);
    }

    @Test
    void point11NobodyElseGetsAnAnswer() throws Exception {
        SSLContext gateway = Certificates.in(folder.resolve("tls")).context("eu-gateway");
        SSLContext stranger = Certificates.in(folder.resolve("other")).context("eu-gateway");
        assertThatThrownBy(() -> open("https", nobody(), "TLSv1.3")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> open("https", stranger, "TLSv1.3")).isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> open("https", gateway, "TLSv1.2")).isInstanceOf(SSLException.class);
        assertThat(plain()).as("without encryption").isNotEqualTo(200);
    }

    @Test
    void point11ItShowsItsOwnToTheServicesThatItCalls() {
        assertThat(remote.clients(Client.class, "results").call(Country.of("DEU"), Client::things))
                .isEqualTo("hello");
        assertThat(own.callers()).containsOnly("CN=eu-sampling");
    }

    @Test
    void point11ItTellsNothingToAServiceOfAnotherAuthorityOrAtAnotherAddress() {
        for (String country : List.of("USA", "TWN")) {
            assertThatThrownBy(() -> remote.clients(Client.class, "results").call(Country.of(country), Client::things))
                    .as(country)
                    .isInstanceOf(ProblemException.class);
        }
        assertThat(ofAnotherAuthority.callers()).isEmpty();
        assertThat(forAnotherAddress.callers()).isEmpty();
    }

    private int plain() {
        try {
            return open("http", null, "TLSv1.3").statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpResponse<String> open(String scheme, @Nullable SSLContext context, String version) throws IOException {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {version});
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslParameters(parameters);
        if (context != null) {
            builder.sslContext(context);
        }
        try (HttpClient http = builder.build()) {
            URI uri = URI.create(scheme + "://127.0.0.1:" + port + "/v1/open");
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Believes the service, and shows nothing. */
    private static SSLContext nobody() throws Exception {
        java.security.KeyStore trusted = java.security.KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var in = java.nio.file.Files.newInputStream(folder.resolve("tls/ca.pem"))) {
            trusted.setCertificateEntry(
                    "ca",
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
