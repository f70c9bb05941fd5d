package org.meridian.results.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.meridian.results.receipt.Rejection;

/** Files as laboratories send them, read at noon. */
abstract class LabFilesFixture {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String HEADER = "barcode,outcome,testedAt,device,ct\n";

    final LabFiles files = new LabFiles(Clock.fixed(NOW, ZoneOffset.UTC));

    LabFile read(Format format, String text) {
        return files.read(format, new ByteArrayInputStream(text.getBytes(UTF_8)), OptionalInt.empty());
    }

    LabFile read(Format format, String text, int announced) {
        return files.read(format, new ByteArrayInputStream(text.getBytes(UTF_8)), OptionalInt.of(announced));
    }

    void assertUnreadable(Format format, String text) {
        assertThatThrownBy(() -> read(format, text)).isInstanceOf(UnreadableFile.class);
    }

    static List<Row> rows(LabFile file) {
        List<Row> rows = new ArrayList<>();
        for (Checked<Row> checked : all(file)) {
            if (checked instanceof Checked.Good<Row>(Row row)) {
                rows.add(row);
            }
        }
        return rows;
    }

    static List<Rejection> rejections(LabFile file) {
        List<Rejection> rejections = new ArrayList<>();
        for (Checked<Row> checked : all(file)) {
            if (checked instanceof Checked.Bad<Row>(Rejection rejection)) {
                rejections.add(rejection);
            }
        }
        return rejections;
    }

    static List<Checked<Row>> all(LabFile file) {
        return file.rows().reader().next(Integer.MAX_VALUE);
    }
}
