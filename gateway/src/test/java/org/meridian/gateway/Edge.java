package org.meridian.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.gateway.token.CallerFixtures;
import org.meridian.platform.test.TestFolder;
import org.meridian.platform.token.KeyFiles;
import org.meridian.platform.token.Role;
import org.meridian.platform.token.TokenIssuer;
import org.meridian.platform.token.VouchKeys;

/** A caller of the gateway under test. */
final class Edge {

    /** Keys as the launcher makes them. */
    static final Path KEYS = keys();

    private static final Clock CLOCK = Clock.systemUTC();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;

    Edge(int port) {
        this.port = port;
    }

    private static Path keys() {
        Path folder = TestFolder.untilExit("meridian-keys");
        KeyFiles.ensure(
                folder,
                List.of(
                        "registration-us",
                        "registration-eu",
                        "registration-ap",
                        "registration",
                        "sampling",
                        "results",
                        "checkin",
                        "sharing"));
        VouchKeys.ensure(folder, List.of("us", "eu", "ap"));
        return folder;
    }

    static String tokenOf(String country, Duration lifetime) {
        return issuer(country)
                .issue(CallerFixtures.aPersonOf(country, CLOCK.instant().plus(lifetime)));
    }

    static String tokenOf(String country, Role... roles) {
        return issuer(country)
                .issue(CallerFixtures.aPersonOf(
                        country, Set.of(roles), CLOCK.instant().plusSeconds(300)));
    }

    private static TokenIssuer issuer(String country) {
        String region = Topology.load().regionOf(Country.of(country)).name();
        return new TokenIssuer(KEYS, "registration-" + region, CLOCK);
    }

    static String serviceToken() {
        return new TokenIssuer(KEYS, "sampling", CLOCK).issueForService(Duration.ofMinutes(1));
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpRequest.Builder as(String country, String path) {
        return to(path).header("Authorization", "Bearer " + tokenOf(country, Duration.ofMinutes(5)));
    }

    HttpResponse<String> get(String path) {
        return send(to(path));
    }

    HttpResponse<String> post(String path, String body) {
        return send(to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Without waiting for the answer; whoever cancels it hangs up. */
    static CompletableFuture<HttpResponse<String>> begin(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
    }

    /** Sends these bytes as they are and gives all that comes back. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static BodyPublisher ofUnknownLength(byte[] bytes) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(bytes));
    }
}
