package org.meridian.bench.scale;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The arithmetic of docs/scale.md, in Markdown. */
final class ScaleModel {

    private static final double MICROS = 1e6;
    private static final double GB = 1e9;

    private final Measured measured;
    private final StringBuilder page = new StringBuilder();

    private ScaleModel(Measured measured) {
        this.measured = measured;
    }

    static String print(Measured measured) {
        ScaleModel model = new ScaleModel(measured);
        model.calls();
        model.peak();
        if (measured.has("sharing read")) {
            model.units();
        }
        if (measured.has("sample")) {
            model.teams();
        }
        model.years();
        model.world();
        return model.page.toString();
    }

    private List<String> flows() {
        return Plan.peak().keySet().stream().filter(measured::has).toList();
    }

    private String missing() {
        List<String> missing = Plan.peak().keySet().stream()
                .filter(flow -> !measured.has(flow))
                .toList();
        return missing.isEmpty()
                ? ""
                : "**Not measured in these reports, and left out of all sums: " + String.join(", ", missing)
                        + "** (`bench/run load --only calls`).";
    }

    private void calls() {
        line("### Processor time of one call, µs\n");
        line("| one | " + String.join(" | ", Plan.PROCESSES) + " | all |");
        line("|---" + "|---:".repeat(Plan.PROCESSES.size() + 1) + "|");
        for (String flow : flows()) {
            StringBuilder row = new StringBuilder("| " + flow);
            Plan.PROCESSES.forEach(p -> row.append(" | ").append(number(measured.micros(flow, p))));
            line(row + " | " + number(micros(flow)) + " |");
        }
        reservation();
    }

    /** What the sums lack. */
    private void reservation() {
        if (!missing().isEmpty()) {
            line("\n" + missing());
        }
    }

    private void peak() {
        line("\n### 1. The peak of a city of 25 million\n");
        line("| process | cores | processes of " + Plan.PROCESS_CORES + " cores, used to " + percent(Plan.USE) + " |");
        line("|---|---:|---:|");
        Map<String, Double> cores = coresAtPeak();
        cores.forEach((process, value) -> line("| " + process + " | " + two(value) + " | "
                + (process.equals("database") ? "–" : number(processes(value))) + " |"));
        line("| all | " + two(sum(cores)) + " | |\n");
        String most = most(cores);
        line("On two cores with everything on them the peak needs " + two(sum(cores)) + " cores: " + two(2 / sum(cores))
                + " times the peak is what they hold at best. **First bottleneck: the processor, of which "
                + most + " takes the biggest part (" + percent(cores.getOrDefault(most, 0.0) / sum(cores)) + ").**\n");
        double node = Plan.NODE_CORES * Plan.USE / cores.getOrDefault("database", 0.0);
        line(
                "Gateways and services are stateless, so more of them help. The rows of a region lie in one database: with "
                        + Plan.NODE_CORES + " cores used to " + percent(Plan.USE) + " a single node carries "
                        + two(node)
                        + " times the peak, a city of " + number(node * Plan.CITY / 1e6)
                        + " million. **Next bottleneck: the database node.** YugabyteDB spreads a region's rows over nodes by the"
                        + " hash of their id; this was not measured.");
        reservation();
    }

    private void units() {
        line("\n### 2. " + number(Plan.UNITS) + " sharing units\n");
        line("| all units read their rosters within | reads/s | cores | most in |");
        line("|---|---:|---:|---|");
        Map<String, Double> one = cores(Map.of("sharing read", 1.0));
        for (int minutes : new int[] {60, 30, 10, 1}) {
            double rate = Plan.UNITS / (minutes * 60.0);
            line("| " + minutes + " min | " + number(rate) + " | " + two(rate * sum(one)) + " | " + most(one) + " |");
        }
        line("\nThe planned 35 a second take " + number(Plan.UNITS / 35.0 / 60)
                + " minutes for all of them. **First bottleneck: " + most(one)
                + ", when all look at eight o'clock.** One read is a page of a roster as the bench has it; a bigger page costs"
                + " more.");
    }

    private void teams() {
        double samples = Plan.peak("sample");
        Map<String, Double> cores = cores(Map.of("sample", samples));
        double perSample = micros("sample") / MICROS;
        double spare = Plan.NODE_CORES * Plan.USE / (measured.micros("sample", "database") / MICROS);
        line("\n### 3. " + number(Plan.TEAMS) + " sampling teams\n");
        line("At the peak each team sends a sample every " + number(Plan.TEAMS / samples) + " s; all together need "
                + two(sum(cores)) + " cores. Offline for an hour they hold " + number(samples * 3600)
                + " samples. To take them within a minute one by one would need " + number(samples * 60 * perSample)
                + " cores; a database node of " + Plan.NODE_CORES + " cores alone takes "
                + number(spare) + " a second and so " + number(samples * 3600 / spare / 60)
                + " minutes. **First bottleneck: " + most(cores)
                + " at the peak, the database after an outage**; desks send what they have in batches, which cost less each, and"
                + " wait when they are told to.");
    }

    private void years() {
        line("\n### 4. Five years of a city of 25 million\n");
        line("An ordinary day has " + number(Plan.TUBES_A_DAY) + " tubes, as many as "
                + number(Plan.peakSecondsADay() / 60)
                + " minutes of the peak. If everybody were tested every third day, what grows would be "
                + number(growthWhenAllAreTested()) + " times as much.\n");
        line("| table | bytes a row, with indexes | rows | GB |");
        line("|---|---:|---:|---:|");
        double total = 0;
        for (String table : Plan.perResident()) {
            total += row(table, Plan.CITY);
        }
        double growing = 0;
        double longest = 0;
        for (Plan.Growing each : Plan.growing()) {
            double bytes = row(each.table(), rows(each));
            growing += bytes;
            longest += each.days() >= Plan.YEARS * 365 ? bytes : 0;
        }
        line("| all | | | " + number((total + growing) / GB) + " |\n");
        double year = Plan.TUBES_A_DAY * 365.0 * Plan.STATISTICS_MICROS_A_TUBE / MICROS;
        long days = (long) (Plan.PATIENCE_SECONDS / (year / 365));
        line("What names people goes after months; tubes and their results, which name nobody, stay and are "
                + percent(longest / (total + growing)) + " of it. It would be "
                + number((total + growing * growthWhenAllAreTested()) / GB)
                + " GB if everybody were tested every third day. Statistics read every tube of the days asked for: "
                + number(year) + " s of one processor for a year, and a question may take "
                + number(Plan.PATIENCE_SECONDS)
                + " s. **First bottleneck: statistics over more than " + days + " days**, long before the disk.");
    }

    private double row(String table, double rows) {
        double each = measured.bytesPerRow(table);
        line("| " + table + " | " + number(each) + " | " + number(rows) + " | " + number(rows * each / GB) + " |");
        return rows * each;
    }

    private static double rows(Plan.Growing table) {
        return Plan.peak(table.flow()) * Plan.peakSecondsADay() * table.rowsACall() * table.days();
    }

    private static double growthWhenAllAreTested() {
        return Plan.CITY / 3.0 / (Plan.peak("sample") * Plan.peakSecondsADay());
    }

    private void world() {
        Map<String, Double> city = coresAtPeak();
        double people = (double) Plan.WORLD / Plan.CITY;
        double disk =
                Plan.perResident().stream().mapToDouble(measured::bytesPerRow).sum() * Plan.CITY;
        for (Plan.Growing each : Plan.growing()) {
            disk += rows(each) * measured.bytesPerRow(each.table());
        }
        line("\n### 5. The world: " + number(Plan.WORLD / 1e6) + " million people\n");
        line(
                "| regions | million people each | cores each, database | cores each, all | TB each | all regions answer |");
        line("|---:|---:|---:|---:|---:|---:|");
        for (int regions : new int[] {3, 10, 30, 100, 330}) {
            double cities = people / regions;
            line("| " + regions + " | " + number(Plan.WORLD / 1e6 / regions) + " | "
                    + number(city.getOrDefault("database", 0.0) * cities)
                    + " | " + number(sum(city) * cities) + " | " + two(disk * cities / 1e12) + " | "
                    + percent(Math.pow(Plan.AVAILABLE, regions)) + " |");
        }
        int enough = (int) Math.ceil(people * city.getOrDefault("database", 0.0) / (Plan.NODE_CORES * Plan.USE));
        line("\nWithout YugabyteDB's spreading, one database node a region needs " + enough
                + " regions. Everything at its peak at the same time, " + number(sum(city) * people)
                + " cores are needed in the world. A region works for its own people, so regions add up: what crosses between"
                + " them are travellers (at " + percent(Plan.ABROAD) + " of the calls, "
                + number(Plan.ABROAD * people * (Plan.peak("check-in") + Plan.peak("sample")))
                + " a second in the whole world) and the questions of auditors and analysts, which ask every region."
                + " **First bottleneck: the node of a region as long as there are few regions; then the questions over all of"
                + " them**, of which with " + enough + " regions, each there " + percent(Plan.AVAILABLE)
                + " of the time, "
                + percent(1 - Math.pow(Plan.AVAILABLE, enough)) + " miss at least one region and name it.");
        reservation();
    }

    private Map<String, Double> coresAtPeak() {
        return cores(Plan.peak());
    }

    /** By process, at these rates. */
    private Map<String, Double> cores(Map<String, Double> rates) {
        Map<String, Double> cores = new LinkedHashMap<>();
        for (String process : Plan.PROCESSES) {
            List<Double> parts = new ArrayList<>();
            rates.forEach((flow, rate) -> parts.add(rate * measured.micros(flow, process) / MICROS));
            cores.put(process, parts.stream().mapToDouble(Double::doubleValue).sum());
        }
        return cores;
    }

    private double micros(String flow) {
        return Plan.PROCESSES.stream()
                .mapToDouble(p -> measured.micros(flow, p))
                .sum();
    }

    private static double processes(double cores) {
        return Math.ceil(cores / (Plan.PROCESS_CORES * Plan.USE));
    }

    private static double sum(Map<String, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static String most(Map<String, Double> cores) {
        return cores.entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .orElseThrow()
                .getKey();
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }

    private static String percent(double share) {
        double percent = share * 100;
        return String.format(Locale.ROOT, percent == Math.rint(percent) ? "%.0f %%" : "%.1f %%", percent);
    }
}
