package org.meridian.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meridian.bench.BenchException;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Machine;
import org.meridian.bench.report.Report;

class ScalePageTests {

    private static final Path DOCS = Path.of("../docs");

    @Test
    void thePageSaysWhatTheProgramPrintsFromTheReportsBesideIt() throws IOException {
        Path page = DOCS.resolve("scale.md");
        if (Boolean.getBoolean("meridian.write-pages")) {
            Files.writeString(page, ScalePage.written(DOCS));
        }
        assertThat(Files.readString(page))
                .as("docs/scale.md is made from docs/scale/*.json: ./mvnw -pl bench test -Dtest=ScalePageTests"
                        + " -Dmeridian.write-pages=true")
                .isEqualTo(ScalePage.written(DOCS));
    }

    @Test
    void thePeakNeedsAsManyCoresAsItsCallsCost() {
        // 6,536 calls a second of 100 µs in the gateway and 50 in the database
        String printed = ScaleModel.print(Measured.of(List.of(report(100, 50))));
        assertThat(printed).contains("| gateway | 0.65 | 1 |", "| database | 0.33 | – |", "| all | 0.98 | |");
        assertThat(printed).contains("gateway takes the biggest part (66.7 %)");
    }

    @Test
    void theBottleneckIsNamedFromTheFigures() {
        assertThat(ScaleModel.print(Measured.of(List.of(report(50, 500))))).contains("database takes the biggest part");
    }

    @Test
    void whatWasNotMeasuredIsNamedAndLeftOut() {
        Report whole = report(100, 50);
        Report part = new Report(
                whole.suite(),
                whole.form(),
                whole.machine(),
                whole.startedAt(),
                0,
                1,
                List.of(),
                whole.figures().stream()
                        .filter(figure -> !figure.name().startsWith("calls: sample"))
                        .toList(),
                List.of());
        assertThat(ScaleModel.print(Measured.of(List.of(part))))
                .contains("left out of all sums: sample**")
                .doesNotContain("sampling teams")
                .contains("sharing units");
    }

    @Test
    void withoutSizesThereIsNothingToPrint() {
        assertThatExceptionOfType(BenchException.class)
                .isThrownBy(() -> ScaleModel.print(Measured.of(List.of())))
                .withMessageContaining("residents of the big city");
    }

    private static Report report(double gateway, double database) {
        List<Figure> figures = new ArrayList<>();
        for (String flow : Plan.peak().keySet()) {
            figures.add(Figure.lowerIsBetter("calls: " + flow + ": processor time, gateway", gateway, "µs"));
            figures.add(Figure.lowerIsBetter("calls: " + flow + ": processor time, database", database, "µs"));
        }
        figures.add(Figure.count("size: residents of the big city", 25_000_000));
        Plan.perResident().forEach(table -> figures.add(bytes(table)));
        Plan.growing().forEach(each -> figures.add(bytes(each.table())));
        return new Report(
                "load", "long", new Machine(2, 0, "", "", ""), Instant.EPOCH, 0, 1, List.of(), figures, List.of());
    }

    private static Figure bytes(String table) {
        return Figure.plain("size: 25 million: " + table + " per row", 300, "bytes");
    }
}
