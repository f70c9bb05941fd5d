package org.meridian.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meridian.bench.report.Promise.Line;
import org.meridian.bench.report.Promise.Verdict;

class PromiseTests {

    private static final List<Promise> PROMISES = List.of(
            Promise.of("many come", "crowd", "crowd: served", "crowd: times"),
            Promise.of("quick", "speed", "speed: p99"));

    @TempDir
    Path folder;

    @Test
    void aPromiseHasTheFiguresThatCarryItAndOneLineForAllElseThatWasChecked() {
        Findings found = new Findings();
        found.add(Check.atLeast("crowd: served", 7_000, "/s", 8_000));
        found.add(Check.none("crowd: lost", 0));
        found.add(Check.none("crowd: doubled", 1));
        found.add(Figure.higherIsBetter("crowd: times the peak", 0.5, "times"));
        List<Line> lines = Promise.table(PROMISES, Map.of("crowd", report(found)));
        assertThat(lines)
                .extracting(Line::what, Line::figure, Line::target, Line::verdict)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("crowd: served", "7,000 /s", "≥ 8,000", Verdict.FAIL),
                        org.assertj.core.groups.Tuple.tuple(
                                "crowd: times the peak", "0.500 times", "", Verdict.REPORTED),
                        org.assertj.core.groups.Tuple.tuple(
                                "crowd: all else that it checks", "1 of 2", "all", Verdict.FAIL),
                        org.assertj.core.groups.Tuple.tuple("--only speed", "", "", Verdict.UNKNOWN));
        assertThat(lines).extracting(Line::claim).containsExactly("many come", "", "", "quick");
        assertThat(Promise.text(lines)).contains("FAIL", "not measured");
    }

    @Test
    void aReportThatLacksThePromisedFigureHasNotMeasuredIt() {
        Findings found = new Findings();
        found.add(Check.none("speed: failed", 0));
        assertThat(Promise.table(PROMISES.subList(1, 2), Map.of("speed", report(found))))
                .extracting(Line::verdict)
                .containsExactly(Verdict.UNKNOWN, Verdict.PASS);
    }

    @Test
    void eachExperimentsLastReportIsFoundByItsName() {
        assertThat(Report.readAll(folder.resolve("nothing"))).isEmpty();
        Findings found = new Findings();
        found.add(Check.none("speed: failed", 0));
        report(found).write(folder.resolve("speed.json"));
        assertThat(Report.readAll(folder)).containsOnlyKeys("speed").containsValue(report(found));
    }

    private static Report report(Findings found) {
        return Report.of("load", "long", Instant.EPOCH, 1, 7, found);
    }
}
