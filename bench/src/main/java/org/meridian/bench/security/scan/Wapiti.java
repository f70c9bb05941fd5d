package org.meridian.bench.security.scan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.meridian.bench.BenchException;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Findings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** wapiti: follows the page's links and forms, then attacks each with all of its modules that fit an API. */
record Wapiti(Tool tool, boolean quick) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MODULES =
            "sql,blindsql,exec,file,xss,permanentxss,crlf,redirect,htaccess,methods,shellshock,backup,cookieflags";
    private static final String SECONDS_A_MODULE = "60";

    /** Finds nothing but the weak spots that were planted. */
    void attack(ScanProxy proxy, Findings findings) {
        Path report = tool.folder().resolve("wapiti.json");
        boolean ended = tool.run("wapiti", Duration.ofMinutes(quick ? 3 : 7), command(proxy, report));
        if (!ended) {
            findings.remark("scanner: wapiti was ended at its time's end");
        }
        if (!report.toFile().exists()) {
            throw new BenchException("wapiti wrote no report");
        }
        JsonNode found = JSON.readTree(report.toFile());
        long count = 0;
        Set<String> planted = new TreeSet<>();
        for (String kind : List.of("vulnerabilities", "anomalies")) {
            for (Map.Entry<String, JsonNode> one : found.path(kind).properties()) {
                for (JsonNode finding : one.getValue()) {
                    if (finding.path("path").asString("").startsWith(Planted.PATH)) {
                        planted.add(one.getKey());
                        continue;
                    }
                    count++;
                    findings.remark("scanner: wapiti: " + one.getKey() + ": "
                            + finding.path("method").asString("") + " "
                            + finding.path("path").asString("") + ": "
                            + finding.path("info").asString(""));
                }
            }
        }
        findings.add(Check.none("scanner: findings of wapiti", count));
        findings.add(Check.atLeast("scanner: kinds of planted weakness that wapiti found", planted.size(), "", 2));
        findings.remark("scanner: planted and found: " + planted);
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
