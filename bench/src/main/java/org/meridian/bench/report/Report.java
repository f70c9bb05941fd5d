package org.meridian.bench.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run's outcome, as it is written for machines.
 *
 * @param form {@code long} or {@code quick}
 * @param series for plots; a report from before there were any has none
 */
public record Report(
        String suite,
        String form,
        Machine machine,
        Instant startedAt,
        double seconds,
        long seed,
        List<Check> checks,
        List<Figure> figures,
        List<String> remarks,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Series> series) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What was found by a run that began then. */
    public static Report of(String suite, String form, Instant startedAt, double seconds, long seed, Findings found) {
        return new Report(
                suite,
                form,
                Machine.here(),
                startedAt,
                seconds,
                seed,
                found.checks(),
                found.figures(),
                found.remarks(),
                found.series());
    }

    /** Without plots. */
    public Report(
            String suite,
            String form,
            Machine machine,
            Instant startedAt,
            double seconds,
            long seed,
            List<Check> checks,
            List<Figure> figures,
            List<String> remarks) {
        this(suite, form, machine, startedAt, seconds, seed, checks, figures, remarks, List.of());
    }

    public boolean passed() {
        return !checks.isEmpty() && checks.stream().allMatch(Check::pass);
    }

    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /** All that are in a folder, by their files' names; none when there is none. */
    public static Map<String, Report> readAll(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".json", ""), Report::read));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    public static Report read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Report.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
