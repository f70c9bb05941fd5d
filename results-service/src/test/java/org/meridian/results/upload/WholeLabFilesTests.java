package org.meridian.results.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.meridian.results.verdict.Outcome;

/** Whether a file is whole, and that its length costs no memory. */
class WholeLabFilesTests extends LabFilesFixture {

    @Test
    void point4ATrailerThatAgreesIsNoRowAndOneThatDoesNotRefusesTheFile() {
        String row = "TUBE-1,NEGATIVE,2026-03-01T10:00:00Z,,\n";
        assertThat(read(Format.CSV, HEADER + row + row + "#rows,2,,,\n").size()).isEqualTo(2);
        assertThat(read(Format.NDJSON, "{}\n{}\n{\"rows\": 2}\n").size()).isEqualTo(2);
        assertThat(read(Format.JSON, "[{}, {}, {\"rows\": 2}]").size()).isEqualTo(2);
        for (String text :
                List.of(HEADER + row + "#rows,2\n", HEADER + row + "#rows,0\n", HEADER + "#rows,1\n" + row)) {
            assertUnreadable(Format.CSV, text);
        }
        assertUnreadable(Format.NDJSON, "{}\n{\"rows\": 2}\n");
        assertUnreadable(Format.NDJSON, "{}\n{\"rows\": 1}\n{}\n");
        assertUnreadable(Format.JSON, "[{}, {\"rows\": 2}]");
        assertUnreadable(Format.JSON, "[{\"rows\": 1}, {}]");
        assertThatThrownBy(() -> read(Format.CSV, HEADER + row, 2))
                .hasMessageContaining("The file has 1 rows, Meridian-Row-Count says 2");
    }

    @Test
    void badInputAFileThatIsCutAnywhereNeverHasARowThatIsNotInItAndNeverMatchesItsCount() {
        Random random = new Random(20_260_301);
        Map<Format, String> whole = Map.of(
                Format.CSV, HEADER + "TUBE-%d,NEGATIVE,2026-03-01T10:00:00Z,\"a, b\",21.5\n".repeat(50),
                Format.NDJSON, "{\"barcode\":\"TUBE-%d\",\"outcome\":\"NEGATIVE\",\"ct\":21.5}\n".repeat(50),
                Format.JSON,
                        "[" + "{\"barcode\":\"TUBE-%d\",\"outcome\":\"NEGATIVE\",\"ct\":21.5},".repeat(50) + "{}]");
        whole.forEach((format, text) -> {
            int rows = format == Format.JSON ? 51 : 50;
            assertThat(read(format, text, rows).size()).isEqualTo(rows);
            for (int times = 0; times < 300; times++) {
                int end = random.nextInt(text.stripTrailing().length());
                String cut = text.substring(0, end);
                try {
                    LabFile file = read(format, cut);
                    assertThat(file.size()).isLessThanOrEqualTo(rows);
                    if (file.size() < rows) {
                        assertThatThrownBy(() -> read(format, cut, rows)).isInstanceOf(UnreadableFile.class);
                    }
                    assertThatThrownBy(() -> read(Format.JSON, cut)).isInstanceOf(UnreadableFile.class);
                } catch (UnreadableFile refused) {
                    assertThat(refused).hasMessageContaining("Nothing of the file was stored");
                }
            }
        });
    }

    @Test
    void point4MemoryDoesNotGrowWithTheFile() {
        int rows = 400_000;
        byte[] row = "TUBE-123456789,NEGATIVE,2026-03-01T10:00:00Z,Cobas 6800,31.25\n".getBytes(UTF_8);
        InputStream text = new SequenceInputStream(
                new ByteArrayInputStream(HEADER.getBytes(UTF_8)),
                new SequenceInputStream(Collections.enumeration(Collections.nCopies(rows, row).stream()
                        .map(ByteArrayInputStream::new)
                        .toList())));
        long before = used();
        LabFile file = files.read(Format.CSV, text, OptionalInt.of(rows));
        assertThat(used() - before).as("bytes held for %d rows", rows).isLessThan(4_000_000);
        assertThat(file.size()).isEqualTo(rows);
        file.release();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void rowsThatDoNotFitIntoMemoryComeBackFromTheDiskAsTheyWere() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 20_000; i++) {
            text.append("TUBE-").append(i).append(",NEGATIVE,2026-03-01T10:00:00Z,device,12.5\n");
        }
        LabFile file = read(Format.CSV, text.toString());
        for (int times = 0; times < 2; times++) {
            List<Row> rows = rows(file);
            assertThat(rows).hasSize(20_000);
            assertThat(rows.getLast())
                    .isEqualTo(new Row(
                            20_001,
                            "TUBE-19999",
                            Outcome.NEGATIVE,
                            Instant.parse("2026-03-01T10:00:00Z"),
                            "device",
                            new BigDecimal("12.50")));
        }
        file.release();
    }
}
