package org.meridian.bench.security.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.meridian.bench.Experiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.Theatre;
import org.meridian.bench.security.access.Asking;
import org.meridian.bench.security.api.ApiDocument;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.world.World;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Operation;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * wapiti and sqlmap against every operation of the description, with a token of every role, through a gateway, each for a
 * bounded time. Only when it is asked for by name: it needs both programs, and half an hour.
 */
public final class ScannerExperiment implements Experiment {

    private static final String COUNTRY = "DEU";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MODULES =
            "blindsql,crlf,exec,file,htaccess,methods,permanentxss,redirect,shellshock,sql,xss,backup,cookieflags";

    private final Theatre theatre;

    public ScannerExperiment(Theatre theatre) {
        this.theatre = theatre;
    }

    @Override
    public String name() {
        return "scanner";
    }

    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public void run(World world, Findings findings) {
        Cast cast = theatre.cast(world);
        House house = cast.house(COUNTRY, 1);
        URI gateway = cast.gateway(COUNTRY);
        List<Request> requests = requests(cast, house, gateway, world.seed());
        String everyRole =
                world.tokens().everyRole(ResidentId.of(house.resident().id()), SiteId.of(house.thing("siteId")));
        Path folder = world.stack().run().resolve("scan");
        try {
            Files.createDirectories(folder);
            try (ScanProxy proxy = new ScanProxy(gateway, ScanPage.of(requests), line -> everyRole)) {
                long byWapiti = wapiti(new Tool(folder), proxy, world.quick(), findings);
                long wapitiRequests = proxy.requests();
                long bySqlmap = sqlmap(new Tool(folder), proxy, requests, world.quick(), findings);
                findings.add(Check.none("scanner: findings of wapiti", byWapiti));
                findings.add(Check.none("scanner: injection points found by sqlmap", bySqlmap));
                findings.add(
                        Check.none("scanner: answers with 5xx", proxy.failures().size()));
                if (!world.quick()) {
                    findings.add(Check.atLeast("scanner: requests in all", (double) proxy.requests(), "", 10_000));
                }
                findings.add(Figure.count("scanner: operations attacked", requests.size()));
                findings.add(Figure.count("scanner: requests of wapiti", wapitiRequests));
                findings.add(Figure.count("scanner: requests of sqlmap", proxy.requests() - wapitiRequests));
                proxy.statuses()
                        .forEach((status, count) ->
                                findings.add(Figure.count("scanner: answered with " + status, count)));
                proxy.failures().stream().distinct().limit(20).forEach(f -> findings.remark("scanner: " + f));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A valid request for each operation that the gateway describes; erasing oneself comes under its own name, untouched. */
    private static List<Request> requests(Cast cast, House house, URI gateway, long seed) {
        List<String> described = ApiDocument.ofGateway(cast.wire(), gateway).calls().stream()
                .map(Object::toString)
                .toList();
        Asking asking = new Asking(seed + 12);
        List<Request> requests = new ArrayList<>();
        for (Operation operation : AccessTable.MERIDIAN.operations()) {
            boolean erases = operation.toString().equals("DELETE /v1/me");
            if (described.contains(operation.toString()) && !erases) {
                asking.of(operation, house).ifPresent(requests::add);
            }
        }
        requests.add(Request.get("/v1/me/check-ins?cursor=x"));
        requests.add(Request.get("/v1/sites?status=APPROVED&country=DEU&cursor=x"));
        requests.add(Request.get("/v1/units?status=APPROVED&cursor=x"));
        requests.add(Request.get("/v1/units/" + house.thing("unitId") + "/results?cursor=x"));
        requests.add(Request.get("/v1/sites/" + house.thing("siteId") + "/tasks?state=OPEN&cursor=x"));
        requests.add(Request.get("/v1/results/receipts?state=DONE&cursor=x"));
        requests.add(Request.get("/v1/divisions?country=DEU&parent=DE"));
        return requests;
    }

    private static long wapiti(Tool tool, ScanProxy proxy, boolean quick, Findings findings) {
        Path report = tool.folder().resolve("wapiti.json");
        boolean ended = tool.run(
                "wapiti",
                Duration.ofMinutes(quick ? 3 : 15),
                List.of(
                        "wapiti",
                        "-u",
                        proxy.address() + "/scan/",
                        "--scope",
                        "domain",
                        "-m",
                        MODULES,
                        "-f",
                        "json",
                        "-o",
                        report.toString(),
                        "--flush-session",
                        "--store-session",
                        tool.folder().resolve("wapiti").toString(),
                        "-d",
                        "2",
                        "--max-links-per-page",
                        "500",
                        "--max-attack-time",
                        quick ? "20" : "180",
                        "-t",
                        "20",
                        "--no-bugreport",
                        "-v",
                        "1"));
        if (!ended) {
            findings.remark("scanner: wapiti was ended at its time's end");
        }
        JsonNode found = report.toFile().exists() ? JSON.readTree(report.toFile()) : JSON.createObjectNode();
        long count = report.toFile().exists() ? 0 : 1;
        for (String kind : List.of("vulnerabilities", "anomalies")) {
            for (Map.Entry<String, JsonNode> one : found.path(kind).properties()) {
                for (JsonNode finding : one.getValue()) {
                    count++;
                    findings.remark("scanner: wapiti: " + one.getKey() + ": "
                            + finding.path("method").asString("") + " "
                            + finding.path("path").asString("") + ": "
                            + finding.path("info").asString(""));
                }
            }
        }
        return count;
    }

    private static long sqlmap(Tool tool, ScanProxy proxy, List<Request> requests, boolean quick, Findings findings) {
        List<Callable<Boolean>> runs = new ArrayList<>();
        List<Request> some = quick ? requests.subList(0, Math.min(4, requests.size())) : requests;
        for (int i = 0; i < some.size(); i++) {
            Request request = some.get(i);
            String name = "sqlmap-" + i;
            runs.add(() -> {
                tool.run(name, Duration.ofMinutes(3), command(tool, proxy, request, name));
                String log = tool.output(name + "/127.0.0.1/log");
                if (!log.isBlank()) {
                    findings.remark("scanner: sqlmap: " + request + ": "
                            + log.lines().limit(8).toList());
                }
                return !log.isBlank();
            });
        }
        return Wire.together(2, runs).stream().filter(found -> found).count();
    }

    private static List<String> command(Tool tool, ScanProxy proxy, Request request, String name) {
        List<String> command = new ArrayList<>(List.of(
                "sqlmap",
                "-u",
                proxy.address() + marked(request),
                "--method",
                request.method(),
                "--batch",
                "--level",
                "2",
                "--risk",
                "2",
                "--technique",
                "BEUS",
                "--retries",
                "0",
                "--timeout",
                "20",
                "--threads",
                "2",
                "--output-dir",
                tool.folder().resolve(name).toString(),
                "--flush-session",
                "--disable-coloring",
                "--skip-waf",
                "-v",
                "1"));
        byte[] body = request.body();
        if (body != null) {
            String text = new String(body, StandardCharsets.UTF_8);
            command.addAll(List.of("--data", text.startsWith("{") ? text : text.strip() + "*"));
            request.headers()
                    .forEach(header -> command.addAll(List.of("-H", header.getKey() + ": " + header.getValue())));
        }
        return command;
    }

    /** An id in the path is a place to attack too; a query's parameters are found without a mark. */
    private static String marked(Request request) {
        String target = request.target();
        boolean id = request.body() == null && !target.contains("?") && target.matches(".*/[^/]*[0-9][^/]*(/[a-z.]+)?");
        return id ? target.replaceFirst("(/[^/]*[0-9][^/]{3,})(/[a-z.-]+)?$", "$1*$2") : target;
    }
}
