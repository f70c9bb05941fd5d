package org.meridian.bench.security.scan;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;

/** sqlmap: one operation after the other, each value of its path, query and body, for so long as there is time. */
record Sqlmap(Tool tool, boolean quick) {

    private static final Duration AN_OPERATION = Duration.ofSeconds(60);
    private static final int AT_ONCE = 2;
    /** A refusal is an answer like any other; only 5xx is not. */
    private static final String REFUSALS =
            "400,401,403,404,405,406,409,410,411,412,413,414,415,416,417,421,422,423,425,426,428,429,431";

    void attack(ScanProxy proxy, List<Request> requests, Findings findings) {
        List<Request> some = quick ? requests.subList(0, Math.min(4, requests.size())) : requests;
        long end = System.nanoTime() + Duration.ofMinutes(6).toNanos();
        AtomicInteger unfinished = new AtomicInteger();
        List<Callable<Boolean>> runs = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            Request request = some.get(i);
            String name = "sqlmap-" + i;
            runs.add(() -> {
                Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                Duration time = left.compareTo(AN_OPERATION) < 0 ? left : AN_OPERATION;
                if (time.toSeconds() < 1 || !tool.run(name, time, command(proxy, request, name))) {
                    unfinished.incrementAndGet();
                }
                String log = tool.output(name + "/127.0.0.1/log");
                if (!log.isBlank()) {
                    findings.remark("scanner: sqlmap: " + request + ": "
                            + log.lines().limit(8).toList());
                }
                return !log.isBlank();
            });
        }
        long found = Wire.together(AT_ONCE, runs).stream().filter(f -> f).count();
        findings.add(Check.none("scanner: injection points found by sqlmap", found));
        findings.add(
                Check.atMost("scanner: operations that sqlmap did not come to the end of", unfinished.get(), "", 0));
    }

    private List<String> command(ScanProxy proxy, Request request, String name) {
        List<String> command = new ArrayList<>(List.of(
                "sqlmap",
                "-u",
                proxy.address() + marked(request),
                "--method",
                request.method(),
                "--batch",
                "--level",
                "1",
                "--risk",
                "2",
                "--technique",
                "BEUS",
                "--dbms",
                "PostgreSQL",
                "--ignore-code",
                REFUSALS,
                "--retries",
                "0",
                "--timeout",
                "20",
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
