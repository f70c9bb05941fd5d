package org.meridian.sharing.roster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;

/**
 * Reads CSV (RFC 4180) record by record: UTF-8 with or without a byte order mark, any line ends, quoted values with commas,
 * quotes and line ends in them. Where quotes leave in doubt what belongs together, the file is refused as a whole.
 */
final class CsvRecords {

    private static final int LONGEST_VALUE = 1_000;
    private static final int MOST_VALUES = 100;
    private static final int END = -1;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader in;
    private int line = 1;
    private int next;

    /** @param line where the record begins, from 1 */
    record CsvRecord(int line, List<String> values) {}

    CsvRecords(InputStream utf8) throws IOException {
        this.in = new BufferedReader(new InputStreamReader(
                utf8,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        advance();
        if (next == BYTE_ORDER_MARK) {
            advance();
        }
    }

    /** The next record that is not blank; null at the end. @throws ProblemException 422 unreadable-file */
    @Nullable
    CsvRecord read() throws IOException {
        while (next != END) {
            int start = line;
            List<String> values = record();
            if (values.size() > 1 || !values.getFirst().isBlank()) {
                return new CsvRecord(start, values);
            }
        }
        return null;
    }

    private List<String> record() throws IOException {
        List<String> values = new ArrayList<>();
        while (true) {
            if (values.size() == MOST_VALUES) {
                throw unreadable("the line has more than " + MOST_VALUES + " values");
            }
            values.add(next == '"' ? quoted() : plain());
            if (next != ',') {
                endLine();
                return values;
            }
            advance();
        }
    }

    private String plain() throws IOException {
        StringBuilder value = new StringBuilder();
        while (next != ',' && next != '\r' && next != '\n' && next != END) {
            if (next == '"') {
                throw unreadable("a quote stands within a value that is not quoted");
            }
            append(value);
        }
        return value.toString();
    }

    private String quoted() throws IOException {
        StringBuilder value = new StringBuilder();
        advance();
        while (true) {
            if (next == END) {
                throw unreadable("a quoted value does not end");
            }
            if (next == '"') {
                advance();
                if (next != '"') {
                    break;
                }
            }
            if (next == '\n') {
                line++;
            }
            append(value);
        }
        if (next != ',' && next != '\r' && next != '\n' && next != END) {
            throw unreadable("something stands between a quoted value and the next comma");
        }
        return value.toString();
    }

    private void append(StringBuilder value) throws IOException {
        if (value.length() == LONGEST_VALUE) {
            throw unreadable("a value has more than " + LONGEST_VALUE + " characters");
        }
        value.append((char) next);
        advance();
    }

    private void endLine() throws IOException {
        if (next == '\r') {
            advance();
            if (next != '\n') {
                line++;
                return;
            }
        }
        if (next == '\n') {
            advance();
        }
        line++;
    }

    private void advance() throws IOException {
        try {
            next = in.read();
        } catch (CharacterCodingException e) {
            throw unreadable("it is not UTF-8 there");
        }
    }

    ProblemException unreadable(String why) {
        return new ProblemException(
                ProblemType.UNREADABLE_FILE, "Reading stopped at line " + line + ": " + why + ". Nothing was stored.");
    }
}
