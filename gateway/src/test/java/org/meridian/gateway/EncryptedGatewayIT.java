package org.meridian.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.db.tls.Certificates;
import org.meridian.gateway.instances.Service;
import org.meridian.platform.test.EncryptedPeer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Point 11: a gateway in profile tls before services that want its certificate; those of us and ap are impostors. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"meridian.region=eu", "meridian.gateway.health-interval=100ms"})
@ActiveProfiles("tls")
class EncryptedGatewayIT {

    @TempDir
    static Path folder;

    private static EncryptedPeer eu;
    private static EncryptedPeer ofAnotherAuthority;
    private static EncryptedPeer forAnotherAddress;

    private final int port;

    EncryptedGatewayIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    static void certificates() {
        Certificates.in(folder.resolve("tls")).ensure("eu-gateway", List.of("127.0.0.1"));
        Certificates.in(folder.resolve("tls")).ensure("caller", List.of("127.0.0.1"));
        Certificates.in(folder.resolve("other")).ensure("caller", List.of("127.0.0.1"));
        eu = new EncryptedPeer(folder.resolve("tls"), "127.0.0.1");
        ofAnotherAuthority = new EncryptedPeer(folder.resolve("other"), "127.0.0.1");
        forAnotherAddress = new EncryptedPeer(folder.resolve("tls"), "127.0.0.9");
    }

    @AfterAll
    static void stop() {
        List.of(eu, ofAnotherAuthority, forAnotherAddress).forEach(EncryptedPeer::stop);
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("meridian.keys", Edge.KEYS::toString);
        for (Service service : Service.values()) {
            registry.add("meridian.services.eu." + service.key(), () -> eu.address());
            registry.add("meridian.services.us." + service.key(), () -> ofAnotherAuthority.address());
            registry.add("meridian.services.ap." + service.key(), () -> forAnotherAddress.address());
        }
        Path tls = folder.resolve("tls");
        registry.add(
                "meridian.tls.certificate", () -> tls.resolve("eu-gateway.pem").toString());
        registry.add("meridian.tls.key", () -> tls.resolve("eu-gateway-key.pem").toString());
        registry.add("meridian.tls.authority", () -> tls.resolve("ca.pem").toString());
    }

    @Test
    void point11ACallIsRoutedOverTlsAndTheServiceSeesTheGatewaysCertificate() {
        await().untilAsserted(() ->
                assertThat(call("/v1/me/check-ins", "DEU").statusCode()).isEqualTo(200));
        assertThat(eu.callers()).containsOnly("CN=eu-gateway");
    }

    @Test
    void point11ServicesOfAnotherAuthorityOrForAnotherAddressAreToldNothing() throws Exception {
        for (String country : List.of("USA", "TWN")) {
            assertThat(call("/v1/me/check-ins", country).statusCode())
                    .as(country)
                    .isIn(200, 503); // 200: eu has answered in its stead
        }
        assertThat(ofAnotherAuthority.callers()).isEmpty();
        assertThat(forAnotherAddress.callers()).isEmpty();
    }

    @Test
    void point11WithoutEncryptionOrWithAnOldOneNobodyIsServedAndNobodyBelievesAnotherAuthority() {
        SSLContext own = Certificates.in(folder.resolve("tls")).context("caller");
        SSLContext other = Certificates.in(folder.resolve("other")).context("caller");
        assertThatThrownBy(() -> get("http", own, "TLSv1.3", "/livez", "DEU")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get("https", own, "TLSv1.2", "/livez", "DEU")).isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> get("https", other, "TLSv1.3", "/livez", "DEU"))
                .isInstanceOf(SSLException.class);
    }

    private HttpResponse<String> call(String path, String country) throws IOException {
        return get("https", Certificates.in(folder.resolve("tls")).context("caller"), "TLSv1.3", path, country);
    }

    private HttpResponse<String> get(String scheme, SSLContext context, String version, String path, String country)
            throws IOException {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {version});
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .sslParameters(parameters)
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + path))
                    .header("Authorization", "Bearer " + Edge.tokenOf(country, Duration.ofMinutes(5)))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
