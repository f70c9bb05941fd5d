package org.meridian.results.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.results.receipt.Rejection;
import org.meridian.results.verdict.Outcome;

class LabFilesTests extends LabFilesFixture {

    @Test
    void readsCsvAsASpreadsheetWritesIt() {
        String text = """
                \ufeffBarcode;Outcome;testedAt;device;ct\r
                TUBE-1;NEGATIVE;2026-03-01T10:00:00Z;;\r
                \r
                "TUBE-2";"POSITIVE";2026-03-01T11:00:00+01:00;"Cycler ""A""; 2";21.5\r
                ;;;;\r
                """;
        LabFile file = read(Format.CSV, text);
        assertThat(file.size()).isEqualTo(2);
        assertThat(rows(file))
                .extracting(Row::line, Row::barcode, Row::outcome, Row::testedAt, Row::device, Row::ct)
                .containsExactly(
                        tuple(2, "TUBE-1", Outcome.NEGATIVE, Instant.parse("2026-03-01T10:00:00Z"), null, null),
                        tuple(
                                4,
                                "TUBE-2",
                                Outcome.POSITIVE,
                                Instant.parse("2026-03-01T10:00:00Z"),
                                "Cycler \"A\"; 2",
                                new BigDecimal("21.50")));
    }

    @Test
    void readsCsvWithItsColumnsInAnyOrderAndWithoutTheOptionalOnes() {
        LabFile file = read(Format.CSV, "testedAt,barcode,outcome\n2026-03-01T10:00:00Z,TUBE-1,INVALID");
        assertThat(rows(file)).extracting(Row::barcode, Row::outcome).containsExactly(tuple("TUBE-1", Outcome.INVALID));
    }

    @Test
    void aLineIsTheFilesAlsoAfterALineBreakWithinQuotes() {
        LabFile file = read(
                Format.CSV,
                HEADER + "TUBE-1,NEGATIVE,2026-03-01T10:00:00Z,\"two\nlines\",\nTUBE-2,MAYBE,2026-03-01T10:00:00Z,,\n");
        assertThat(rejections(file)).extracting(Rejection::line).containsExactly(2, 4);
    }

    @Test
    void readsAJsonArrayAndCountsItsRows() {
        LabFile file = read(Format.JSON, """
                [{"barcode": "TUBE-1", "outcome": "NEGATIVE", "testedAt": "2026-03-01T10:00:00.1234567Z", "ct": 30},
                 17, {"barcode": 4, "outcome": "NEGATIVE", "testedAt": "2026-03-01T10:00:00Z"},
                 {"barcode": "TUBE-2", "outcome": "NEGATIVE", "testedAt": "2026-03-01T10:00:00Z", "name": {"a": [1]}},
                 {"barcode": "TUBE-3", "outcome": "POSITIVE", "testedAt": "2026-03-01T10:00:00Z", "device": null}]
                """);
        assertThat(file.size()).isEqualTo(5);
        assertThat(rows(file))
                .extracting(Row::line, Row::barcode, Row::ct)
                .containsExactly(tuple(1, "TUBE-1", new BigDecimal("30.00")), tuple(5, "TUBE-3", null));
        assertThat(rows(file).getFirst().testedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123456Z"));
        assertThat(rejections(file)).extracting(Rejection::line).containsExactly(2, 3, 4);
    }

    @Test
    void readsNdjsonWithByteOrderMarkCrlfAndBlankLines() {
        LabFile file = read(Format.NDJSON, """
                \ufeff{"barcode": "TUBE-1", "outcome": "NEGATIVE", "testedAt": "2026-03-01T10:00:00Z"}\r
                \r
                {"barcode": "x", "outcome": "NEGATIVE", "testedAt": "2026-03-01T10:00:00Z"}\r
                """);
        assertThat(rows(file)).extracting(Row::line).containsExactly(1);
        assertThat(rejections(file)).extracting(Rejection::line).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", " [ ] ", "[{\"rows\": 0}]"})
    void anArrayThatIsClosedMayHaveNoRows(String text) {
        assertThat(read(Format.JSON, text).size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void badInputAnEmptyFileIsRefused(Format format) {
        assertUnreadable(format, "");
        assertUnreadable(format, "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "\ufeff", "barcode,outcome,testedAt", HEADER, HEADER + "\r\n ,,,,\r\n"})
    void badInputAFileOfOnlyAHeaderIsRefusedUnlessItIsSaidThatThereAreNoRows(String text) {
        assertThatThrownBy(() -> read(Format.CSV, text))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("there are no rows");
        assertThat(read(Format.CSV, text, 0).size()).isZero();
        assertThat(read(Format.CSV, HEADER + "#rows,0\n").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "[{\"barcode\": \"TUBE-1\"",
                "[{\"barcode\": \"TUBE-1\"}",
                "[{}] {}",
                "{\"barcode\": \"TUBE-1\"}",
                "[{\"barcode\": \"A\", \"barcode\": \"B\"}]",
                "barcode,outcome",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void jsonThatIsBrokenIsRefusedAsAWhole(String text) {
        assertUnreadable(Format.JSON, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"barcode\": \"TU", "{}\n}", "{}\nnot json\n"})
    void ndjsonThatIsBrokenIsRefusedAsAWhole(String text) {
        assertUnreadable(Format.NDJSON, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "barcode,outcome\nTUBE-1,NEGATIVE",
                "barcode,outcome,testedAt,surname\n",
                "barcode,outcome,testedAt,barcode\n",
                "TUBE-1,NEGATIVE,2026-03-01T10:00:00Z\n",
                HEADER + "TUBE-1,NEGATIVE,2026-03-01T10:00:00Z,\"never closed,\nTUBE-2,",
            })
    void csvThatIsBrokenIsRefusedAsAWhole(String text) {
        assertUnreadable(Format.CSV, text);
    }

    @Test
    void csvThatIsNotUtf8IsRefusedAsAWhole() {
        byte[] latin = (HEADER + "TUBE-1,NEGATIVE,2026-03-01T10:00:00Z,Gerät,\n").getBytes(ISO_8859_1);
        assertThatThrownBy(() -> files.read(Format.CSV, new ByteArrayInputStream(latin), OptionalInt.empty()))
                .isInstanceOf(UnreadableFile.class);
    }

    @Test
    void theLineThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> read(Format.NDJSON, "{}\n{}\n{\n"))
                .hasMessageContaining("Nothing of the file was stored")
                .hasMessageMatching("Line [34]: .*");
    }

    @Test
    void aConnectionThatEndsEarlyIsNoFileAtAll() {
        InputStream cut = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("reset");
            }
        };
        byte[] begin = (HEADER + "TUBE-1,NEGATIVE,2026-03-01T10:00:00Z,,\n").getBytes(UTF_8);
        assertThatThrownBy(() -> files.read(
                        Format.CSV, new SequenceInputStream(new ByteArrayInputStream(begin), cut), OptionalInt.empty()))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.UNREADABLE_FILE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc-1,NEGATIVE,2026-03-01T10:00:00Z,,",
                "T-1,NEGATIVE,2026-03-01T10:00:00Z,,",
                ",NEGATIVE,2026-03-01T10:00:00Z,,",
                "TUBE-1,negative,2026-03-01T10:00:00Z,,",
                "TUBE-1,PENDING,2026-03-01T10:00:00Z,,",
                "TUBE-1,NEGATIVE,2026-03-01,,",
                "TUBE-1,NEGATIVE,2026-02-30T10:00:00Z,,",
                "TUBE-1,NEGATIVE,2026-03-01T10:00:00,,",
                "TUBE-1,NEGATIVE,2026-03-01T14:00:01Z,,",
                "TUBE-1,NEGATIVE,2026-03-01T10:00:00Z,,50.01",
                "TUBE-1,NEGATIVE,2026-03-01T10:00:00Z,,-1",
                "TUBE-1,NEGATIVE,2026-03-01T10:00:00Z,,1e1",
                "TUBE-1,NEGATIVE,2026-03-01T10:00:00Z,,,x",
                "TUBE-1,NEGATIVE,31.01.2026 14:00,,",
                "TUBE-1,NEGATIVE,2026-03-01T10:00:00Z,,NaN",
                "TUBE-1,NEGATIVE,2026-03-01T10:00:00Z,,\"21,5\"",
                "TUBE-1",
            })
    void aBadRowIsRejectedAndTheOthersAreTaken(String row) {
        LabFile file = read(Format.CSV, HEADER + row + "\nTUBE-9,NEGATIVE,2026-03-01T14:00:00Z,,50\n");
        assertThat(file.size()).isEqualTo(2);
        assertThat(rejections(file)).extracting(Rejection::line).containsExactly(2);
        assertThat(rows(file)).extracting(Row::line).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sep=;\r\nbarcode;outcome;testedAt;;\r\nTUBE-1;NEGATIVE;2026-03-01T10:00:00Z;;\r\n;;;;\r\n",
                "\ufeffsep=,\nbarcode,outcome,testedAt,,,\nTUBE-1,NEGATIVE,2026-03-01T10:00:00Z,,,\n",
                "barcode\toutcome\ttestedAt\rTUBE-1\tNEGATIVE\t2026-03-01T10:00:00Z\r",
                "barcode,outcome,testedAt,device\n\"TUBE-1\" , NEGATIVE ,2026-03-01T10:00:00Z,\"\"\n",
                "#rows"
            })
    void badInputWhatSpreadsheetsAddIsNoHarm(String text) {
        if (text.equals("#rows")) {
            assertUnreadable(Format.CSV, HEADER + text);
            return;
        }
        LabFile file = read(Format.CSV, text, 1);
        assertThat(rows(file)).extracting(Row::barcode, Row::device).containsExactly(tuple("TUBE-1", null));
    }

    @Test
    void badInputWhatIsNoTextIsNamed() {
        byte[] unicodeText = ("\ufeff" + HEADER).getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
        assertRefused(unicodeText, "UTF-16");
        assertRefused(new byte[] {'P', 'K', 3, 4, 0}, "workbook");
        assertRefused(new byte[] {0x1f, (byte) 0x8b, 8, 0}, "compressed");
    }

    private void assertRefused(byte[] bytes, String why) {
        assertThatThrownBy(() -> files.read(Format.CSV, new ByteArrayInputStream(bytes), OptionalInt.empty()))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining(why);
    }
}
