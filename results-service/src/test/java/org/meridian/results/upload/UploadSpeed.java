package org.meridian.results.upload;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Role;
import org.meridian.results.ResultsApplication;
import org.springframework.boot.SpringApplication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures an upload against the local cluster: {@code main} with the number of rows. The services around are stand-ins in
 * the same process that answer at once and keep nothing, so a small {@code -Xmx} shows that memory does not grow either.
 */
public final class UploadSpeed {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant SAMPLED = Instant.parse("2026-01-01T08:00:00Z").truncatedTo(ChronoUnit.SECONDS);

    private UploadSpeed() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rows = arguments.length == 0 ? 1_048_577 : Integer.parseInt(arguments[0]);
        TestCluster cluster = TestCluster.shared();
        cluster.migrate("results", ResultsApplication.class.getClassLoader());
        HttpServer others = others();
        String address = "http://127.0.0.1:" + others.getAddress().getPort();
        Map<String, Object> properties = new HashMap<>(cluster.properties("results", "eu"));
        properties.put("server.port", "0");
        // it keeps every statement
        properties.put("spring.autoconfigure.exclude", "org.meridian.db.test.StatementLogAutoConfiguration");
        properties.put("meridian.keys", TestTokens.keys().toString());
        properties.put("meridian.services.eu.sampling", address);
        properties.put("meridian.services.eu.checkin", address);
        SpringApplication application = new SpringApplication(ResultsApplication.class);
        application.setDefaultProperties(properties);
        try (var context = application.run()) {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            report("warm-up", port, "WARM", Math.min(rows, 50_000));
            report("measured", port, "FULL", rows);
            report("the same again", port, "FULL", rows);
        } finally {
            others.stop(0);
        }
        System.exit(0);
    }

    private static void report(String what, int port, String name, int rows) throws IOException, InterruptedException {
        double here = cpu();
        double database = database();
        long begin = System.nanoTime();
        JsonNode receipt = send(port, name, rows);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%s: %,.0f rows/s, CPU s a million rows: %.1f here with the stand-ins, %.1f database; %s%n",
                what, rows / seconds, (cpu() - here) * 1e6 / rows, (database() - database) * 1e6 / rows, receipt);
    }

    private static double cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /** Of the nodes that were started together with this process. */
    private static double database() {
        Instant begin = ProcessHandle.current().info().startInstant().orElseThrow();
        return ProcessHandle.allProcesses()
                        .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                        .filter(process -> process.info()
                                .startInstant()
                                .orElse(Instant.MIN)
                                .isAfter(begin))
                        .mapToLong(process -> process.info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toNanos())
                        .sum()
                / 1e9;
    }

    private static JsonNode send(int port, String name, int rows) throws IOException, InterruptedException {
        SiteId site = new IdGenerator(java.time.Clock.systemUTC())
                .next(org.meridian.db.topology.Country.of("DEU"), SiteId::new);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/results"))
                .header(
                        "Authorization",
                        "Bearer " + TestTokens.atSite(TestTokens.aStaffAccount("DEU"), site, Role.TESTER))
                .header("Content-Type", "text/csv")
                .header("Meridian-Row-Count", String.valueOf(rows))
                .POST(HttpRequest.BodyPublishers.ofByteArrays(() -> pieces(name, rows)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    private static Iterator<byte[]> pieces(String name, int rows) {
        return IntStream.rangeClosed(-1, (rows - 1) / 1_000)
                .mapToObj(n -> n < 0 ? "barcode,outcome,testedAt,device,ct\n" : piece(name, n * 1_000, rows))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .iterator();
    }

    private static String piece(String name, int from, int rows) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < Math.min(rows, from + 1_000); i++) {
            text.append(name).append('-').append(i).append(",NEGATIVE,2026-01-01T12:00:00Z,Cobas 6800,31.25\n");
        }
        return text.toString();
    }

    private static HttpServer others() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/tubes/lookup", exchange -> {
            JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
            answer(exchange, GeneratedTubes.json(asked.get("barcodes"), SAMPLED));
        });
        server.createContext("/internal/events", exchange -> {
            StringBuilder verdicts = new StringBuilder("[");
            for (JsonNode event : JSON.readTree(exchange.getRequestBody().readAllBytes())) {
                verdicts.append(verdicts.length() > 1 ? "," : "");
                verdicts.append("{\"id\":\"").append(event.get("id").asString()).append("\",\"outcome\":\"HANDLED\"}");
            }
            answer(exchange, verdicts.append("]").toString());
        });
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
