package org.meridian.bench.security.statistics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meridian.bench.BenchException;
import org.meridian.bench.Experiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.scan.Tool;
import org.meridian.bench.world.World;

/**
 * An attacker asks all questions about small worlds and puts the answers together, as linear equations. This needs no running
 * platform: it is results-service's own test, started with as many worlds as were promised and with the same code that
 * answers. Only in the long form; the quick one is that test itself.
 */
public final class StatisticsAttackExperiment implements Experiment {

    private static final int WORLDS = 1_000;
    private static final String TEST = "org.meridian.results.statistics.DifferencingAttackTests";
    private static final Pattern OUTCOME = Pattern.compile(
            "<testsuite [^>]*time=\"([0-9.]+)\"[^>]*tests=\"(\\d+)\" errors=\"(\\d+)\" skipped=\"(\\d+)\" failures=\"(\\d+)\"");
    private static final Pattern WORLDS_RUN =
            Pattern.compile("<property name=\"meridian.test.worlds\" value=\"(\\d+)\"/>");

    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public void run(World world, Findings findings) {
        if (world.quick()) {
            return;
        }
        Path root = world.stack().root();
        Path report = root.resolve("results-service/target/surefire-reports/TEST-" + TEST + ".xml");
        try {
            Files.deleteIfExists(report);
            Path folder = world.stack().run().resolve("log");
            new Tool(folder)
                    .run(
                            "statistics-attack",
                            Duration.ofMinutes(10),
                            List.of(
                                    root.resolve("mvnw").toString(),
                                    "-o",
                                    "-q",
                                    "-f",
                                    root.resolve("pom.xml").toString(),
                                    "-pl",
                                    "results-service",
                                    "surefire:test",
                                    "-Dtest=DifferencingAttackTests",
                                    "-Dmeridian.test.worlds=" + WORLDS));
            String xml = Files.exists(report) ? Files.readString(report) : "";
            Matcher outcome = OUTCOME.matcher(xml);
            Matcher worlds = WORLDS_RUN.matcher(xml);
            if (!outcome.find() || !worlds.find()) {
                throw new BenchException("the attack on the statistics did not run: see statistics-attack.out");
            }
            long failed = Long.parseLong(outcome.group(3)) + Long.parseLong(outcome.group(5));
            findings.add(Check.atLeast(
                    "statistics: small worlds attacked", Double.parseDouble(worlds.group(1)), "", WORLDS));
            findings.add(Check.none("statistics: attacks that recovered a count below 10", failed));
            findings.add(Figure.plain("statistics: attacks took", Double.parseDouble(outcome.group(1)), "s"));
            findings.remark("statistics: %s of %s tests of the attacker passed, %s left out"
                    .formatted(Long.parseLong(outcome.group(2)) - failed, outcome.group(2), outcome.group(4))
                    .toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
