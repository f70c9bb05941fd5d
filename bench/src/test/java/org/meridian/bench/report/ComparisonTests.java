package org.meridian.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTests {

    @TempDir
    Path folder;

    @Test
    void aPlantedSlowdownOfTwentyPercentShowsInBothDirections() {
        Report before = report(
                Figure.higherIsBetter("rows", 10_000, "rows/s"), Figure.lowerIsBetter("CPU of gateway", 100, "µs"));
        Report now = report(
                Figure.higherIsBetter("rows", 8_000, "rows/s"), Figure.lowerIsBetter("CPU of gateway", 120, "µs"));
        assertThat(Comparison.of(before, now)).hasSize(2).allMatch(Comparison.Line::isWorse);
        assertThat(Comparison.text(Comparison.of(before, now))).contains("WORSE");
    }

    @Test
    void noiseAndGainsAreNoSlowdown() {
        Report before = report(Figure.higherIsBetter("rows", 10_000, "rows/s"), Figure.lowerIsBetter("p99", 20, "ms"));
        Report now = report(Figure.higherIsBetter("rows", 9_200, "rows/s"), Figure.lowerIsBetter("p99", 5, "ms"));
        assertThat(Comparison.of(before, now)).hasSize(2).noneMatch(Comparison.Line::isWorse);
    }

    @Test
    void figuresWithoutADirectionAndNewOnesAreNotCompared() {
        Report before = report(Figure.plain("memory", 100, "MB"));
        Report now = report(Figure.plain("memory", 900, "MB"), Figure.higherIsBetter("new", 1, "rows/s"));
        assertThat(Comparison.of(before, now)).isEmpty();
    }

    @Test
    void aWrittenReportIsReadAsItWas() {
        Report report = report(Figure.higherIsBetter("rows", 10_000, "rows/s"));
        Path file = folder.resolve("out/load.json");
        report.write(file);
        assertThat(Report.read(file)).isEqualTo(report);
    }

    @Test
    void aRunWithoutAnyCheckOrWithAFailedOneHasNotPassed() {
        assertThat(report().passed()).isTrue();
        assertThat(with().passed()).isFalse();
        assertThat(with(Check.equal("rows", 5, "", 5), Check.none("lost", 1)).passed())
                .isFalse();
    }

    private static Report report(Figure... figures) {
        return new Report(
                "load",
                "long",
                Machine.here(),
                Instant.EPOCH,
                1.5,
                7,
                List.of(Check.atLeast("rows", 2, "", 1)),
                List.of(figures),
                List.of("a remark"));
    }

    private static Report with(Check... checks) {
        return new Report("load", "long", Machine.here(), Instant.EPOCH, 1.5, 7, List.of(checks), List.of(), List.of());
    }
}
