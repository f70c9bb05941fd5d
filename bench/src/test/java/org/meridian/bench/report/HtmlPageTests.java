package org.meridian.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTests {

    @TempDir
    Path folder;

    @Test
    void aPageShowsEverythingItselfAndLoadsNothing() {
        String page = HtmlPage.of(report(100), List.of(), Comparison.of(report(80), report(100)));
        assertThat(page)
                .contains("1 checks of 2 fail", "lost &lt;b&gt;", "WORSE", "<polyline", "<rect", "seed 7")
                .doesNotContain("<b>", "<script", "http:", "https:", "src=");
    }

    @Test
    void aReportFromBeforeThereWerePlotsIsStillRead() throws IOException {
        Path file = folder.resolve("load.json");
        report(1).write(file);
        String text = Files.readString(file);
        int series = text.indexOf(",\n  \"series\"");
        assertThat(series).isPositive();
        Files.writeString(file, text.substring(0, series) + "\n}\n");
        assertThat(Report.read(file).series()).isEmpty();
    }

    private static Report report(double micros) {
        return new Report(
                "load",
                "long",
                Machine.here(),
                Instant.EPOCH,
                1.5,
                7,
                List.of(Check.atLeast("rows", 2, "", 1), Check.none("lost <b>", 3)),
                List.of(Figure.lowerIsBetter("mix: processor time, gateway", micros, "µs/call")),
                List.of("a remark"),
                List.of(new Series("mix: sample, served", "/s", List.of(1.0, 3.0, 2.0))));
    }
}
