package org.meridian.bench.security.scan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.meridian.bench.report.Findings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** wapiti: follows the page's links and forms, then attacks each with all of its modules that fit an API. */
record Wapiti(Tool tool, boolean quick) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MODULES =
            "sql,blindsql,exec,file,xss,permanentxss,crlf,redirect,htaccess,methods,shellshock,backup,cookieflags";
    private static final String SECONDS_A_MODULE = "25";

    /** How much it found; that it wrote no report counts too. */
    long attack(ScanProxy proxy, Findings findings) {
        Path report = tool.folder().resolve("wapiti.json");
        boolean ended = tool.run("wapiti", Duration.ofMinutes(quick ? 3 : 7), command(proxy, report));
        if (!ended) {
            findings.remark("scanner: wapiti was ended at its time's end");
        }
        if (!report.toFile().exists()) {
            findings.remark("scanner: wapiti wrote no report");
            return 1;
        }
        JsonNode found = JSON.readTree(report.toFile());
        long count = 0;
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

    private List<String> command(ScanProxy proxy, Path report) {
        return List.of(
                "wapiti",
                "-u",
                proxy.address() + "/scan/",
                "--scope",
                "domain",
                "-m",
                MODULES,
                "-l",
                "2",
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
                "--max-scan-time",
                "60",
                "--max-attack-time",
                quick ? "8" : SECONDS_A_MODULE,
                "-t",
                "20",
                "--no-bugreport",
                "-v",
                "1");
    }
}
