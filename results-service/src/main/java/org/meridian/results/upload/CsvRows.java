package org.meridian.results.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meridian.results.upload.Cells.Column;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Comma-separated values with a header, as laboratories' systems and spreadsheets write them: byte order mark, CRLF,
 * quotes, semicolons instead of commas, columns in any order, blank lines.
 */
final class CsvRows implements Rows {

    private static final int LONGEST_HEADER = 1_000;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private static final CsvMapper CSV = CsvMapper.builder(CsvFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(10_000)
                            .build())
                    .build())
            .enable(CsvReadFeature.TRIM_SPACES)
            .enable(CsvReadFeature.SKIP_EMPTY_LINES)
            .build();

    private final JsonParser parser;
    private @Nullable List<Column> columns;

    CsvRows(InputStream in) {
        PushbackReader text = new PushbackReader(
                new InputStreamReader(
                        in,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                LONGEST_HEADER);
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
        parser = CSV.reader().with(schema).createParser(text);
    }

    /** A spreadsheet in a country with decimal commas separates by semicolons. Also takes the byte order mark away. */
    private static char separator(PushbackReader text) {
        try {
            char[] begin = new char[LONGEST_HEADER];
            int length = 0;
            int c = text.read();
            if (c == BYTE_ORDER_MARK) {
                c = text.read();
            }
            boolean semicolon = false;
            boolean comma = false;
            while (c >= 0) {
                begin[length++] = (char) c;
                semicolon |= c == ';';
                comma |= c == ',';
                if (c == '\n' || length == LONGEST_HEADER) {
                    break;
                }
                c = text.read();
            }
            text.unread(begin, 0, length);
            return semicolon && !comma ? ';' : ',';
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new UnreadableFile(1, "this is not UTF-8.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Cells next() {
        try {
            if (columns == null) {
                List<String> header = record();
                if (header == null) {
                    return null;
                }
                columns = columns(header);
            }
            List<String> record = record();
            while (record != null && record.stream().allMatch(String::isEmpty)) {
                record = record(); // a spreadsheet's way to write a blank line
            }
            return record == null ? null : cells(columns, record);
        } catch (JacksonIOException e) {
            throw new UnreadableFile(line(), "this is not UTF-8.");
        } catch (JacksonException e) {
            throw new UnreadableFile(line(), "this is not well-formed CSV; look at the quotes.");
        }
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    private int recordLine;

    private @Nullable List<String> record() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            return null;
        }
        List<String> record = new ArrayList<>(Column.values().length);
        for (token = parser.nextToken(); token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (record.isEmpty()) {
                recordLine = line(); // the array's own location is still that of the record before
            }
            record.add(String.valueOf(parser.getString()));
        }
        return record;
    }

    private static List<Column> columns(List<String> header) {
        List<Column> columns = new ArrayList<>();
        for (String heading : header) {
            Column column = Column.headed(heading)
                    .orElseThrow(() -> new UnreadableFile(
                            1, "the header has a column besides barcode, outcome, testedAt, device and ct."));
            if (columns.contains(column)) {
                throw new UnreadableFile(1, "the header has " + column.title() + " twice.");
            }
            columns.add(column);
        }
        for (Column needed : Column.NEEDED) {
            if (!columns.contains(needed)) {
                throw new UnreadableFile(1, "the header lacks " + needed.title() + ".");
            }
        }
        return List.copyOf(columns);
    }

    private Cells cells(List<Column> header, List<String> record) {
        if (record.size() > header.size()) {
            return Cells.flawed(recordLine, "The row has more cells than the header.");
        }
        Map<Column, String> texts = new EnumMap<>(Column.class);
        for (int i = 0; i < record.size(); i++) {
            texts.put(header.get(i), record.get(i));
        }
        return Cells.of(recordLine, texts);
    }
}
