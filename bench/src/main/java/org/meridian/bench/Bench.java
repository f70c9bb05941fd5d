package org.meridian.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.measure.Speed;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Comparison;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.report.HtmlPage;
import org.meridian.bench.report.Promise;
import org.meridian.bench.report.Report;
import org.meridian.bench.report.Table;
import org.meridian.bench.stack.CityPlatform;
import org.meridian.bench.stack.Ports;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a suite: exit 0 when every check passes, 1 when one fails, 2 when the run itself could not be done. */
@Command(name = "bench/run", description = "Proves promises on this machine.", mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {

    private static final int SEEDS = 20;
    private static final int QUICK_SEEDS = 2;

    @Parameters(paramLabel = "SUITE", description = "${COMPLETION-CANDIDATES}")
    private Suite suite = Suite.LOAD;

    @Option(names = "--quick", description = "The short form: shows that the paths work, not how fast.")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "N", description = "Repeats the run that printed this seed.")
    private long seed = new Random().nextInt(1, 1_000_000);

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "So many days of faults, one for each seed from --seed on; 20, quick 2.")
    private int seeds;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "These experiments and no others.")
    private List<String> only = List.of();

    @Option(names = "--against", paramLabel = "FILE", description = "An earlier report to compare with.")
    private @Nullable Path against;

    @Option(names = "--keep", description = "Leave the platform running and its data in place; deploy/down ends it.")
    private boolean keep;

    @Option(names = "--running", description = "Take the platform that --keep left, with its data.")
    private boolean running;

    @Option(names = "--city", description = "On what bench/seed filled: two regions, kept afterwards.")
    private boolean city;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Clock clock = Clock.systemUTC();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    e.printStackTrace(line.getErr());
                    return 2;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() {
        List<Experiment> chosen = suite.experiments(seeds > 0 ? seeds : quick ? QUICK_SEEDS : SEEDS).stream()
                .filter(e -> only.isEmpty() ? !e.onlyByName() : only.contains(e.name()))
                .toList();
        if (chosen.isEmpty()) {
            throw new BenchException("There is no experiment of " + only + "; there are "
                    + suite.experiments(seeds > 0 ? seeds : quick ? QUICK_SEEDS : SEEDS).stream()
                            .map(Experiment::name)
                            .toList());
        }
        Path root = Path.of(System.getProperty("meridian.home", "."))
                .toAbsolutePath()
                .normalize();
        Path folder = root.resolve("bench/out");
        String name = suite.name().toLowerCase(Locale.ROOT);
        Instant startedAt = clock.instant();
        out.printf("bench/run %s%s --seed %d%n", name, quick ? " --quick" : "", seed);

        Findings findings = new Findings();
        Path platform = folder.resolve("platform");
        Stack stack = city
                ? new CityPlatform(root, CityPlatform.folder(root)).start(List.of("us", Stack.REGION))
                : running
                        ? Stack.running(root, platform, Ports.OF_THE_COMMAND)
                        : suite == Suite.FAULTS
                                ? Stack.startBreakable(
                                        root, platform, Ports.OF_THE_COMMAND, suite.regions(chosen), seed)
                                : Stack.start(root, platform, Ports.OF_THE_COMMAND, suite.regions(chosen));
        try {
            World world = new World(stack, seed, quick);
            for (Experiment experiment : chosen) {
                out.printf("running %s …%n", experiment.name());
                Instant begun = clock.instant();
                long begin = System.nanoTime();
                Findings found = new Findings(remark -> out.println("  " + remark));
                attempt(experiment, world, found);
                double seconds = (System.nanoTime() - begin) / 1e9;
                out.printf("  %s took %.1f s%n", experiment.name(), seconds);
                if (!quick) {
                    report(Speed.now(), experiment, found);
                    Report.of(name, "long", begun, seconds, seed, found)
                            .write(folder.resolve(name).resolve(experiment.name() + ".json"));
                }
                findings.addAll(found);
            }
        } finally {
            if (keep) {
                stack.letGo();
            } else {
                stack.close();
            }
        }
        double seconds = (clock.millis() - startedAt.toEpochMilli()) / 1000.0;
        Report report = Report.of(name, quick ? "quick" : "long", startedAt, seconds, seed, findings);
        out.println();
        out.print(Table.of(report));
        List<Comparison.Line> lines = against == null ? List.of() : Comparison.of(Report.read(against), report);
        if (against != null) {
            out.println();
            out.print(Comparison.text(lines));
        }
        List<Promise.Line> promises =
                quick ? List.of() : Promise.table(suite.promises(), Report.readAll(folder.resolve(name)));
        if (!promises.isEmpty()) {
            out.println("\nWhat is promised, by the last run of each experiment:\n");
            out.print(Promise.text(promises));
            Promise.write(promises, folder.resolve(name + "-promises.md"));
        }
        Path file = folder.resolve(name + ".json");
        report.write(file);
        Path page = folder.resolve(name + ".html");
        HtmlPage.write(report, promises, lines, page);
        out.println("written to bench/out/" + file.getFileName() + " and " + page.getFileName());
        return report.passed() ? 0 : 1;
    }

    private static void report(Speed speed, Experiment experiment, Findings findings) {
        findings.add(
                Figure.lowerIsBetter(experiment.name() + ": the machine, a miss in all caches", speed.memory(), "ns"));
        findings.add(Figure.lowerIsBetter(
                experiment.name() + ": the machine, a shift and a multiplication", speed.arithmetic(), "ns"));
    }

    /** An experiment that breaks down is a failed check, and the others still run. */
    private void attempt(Experiment experiment, World world, Findings findings) {
        try {
            experiment.run(world, findings);
        } catch (RuntimeException e) {
            e.printStackTrace(out);
            findings.add(new Check(experiment.name() + ": could be carried through", 0, "", "= 1", false));
            findings.remark(experiment.name() + ": " + e.getMessage());
        }
    }
}
