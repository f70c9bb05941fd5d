package org.meridian.results.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Splits text into records and cells by RFC 4180, and by what spreadsheets write besides: a byte order mark, LF, CRLF or
 * CR, semicolons or tabs instead of commas, a first line {@code sep=;}.
 */
final class CsvText {

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int LONGEST_CELL = 10_000;
    private static final int MOST_CELLS = 200;
    private static final int END = -1;

    private final Reader in;
    private final char[] buffer = new char[16 * 1024];
    private int at;
    private int filled;

    private final char[] cell = new char[LONGEST_CELL];
    private int length;
    private final List<String> cells = new ArrayList<>();
    private char separator = ',';
    private int line = 1;
    private int begin = 1;

    CsvText(InputStream bytes) {
        in = new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        if (peek() == BYTE_ORDER_MARK) {
            at++;
        }
        chooseSeparator();
    }

    /** What the first line says, else what stands in it: a spreadsheet with decimal commas separates by semicolons. */
    private void chooseSeparator() {
        StringBuilder first = new StringBuilder();
        for (int i = at; i < filled && buffer[i] != '\n' && buffer[i] != '\r'; i++) {
            first.append(buffer[i]);
        }
        if (first.length() == 5 && first.toString().startsWith("sep=")) {
            separator = first.charAt(4);
            at += 5;
            endLine(read());
        } else if (first.indexOf(",") < 0) {
            separator = first.indexOf(";") >= 0 ? ';' : first.indexOf("\t") >= 0 ? '\t' : ',';
        }
    }

    /** The line that the present record begins in, from 1. */
    int line() {
        return begin;
    }

    /** The next record that is not empty, null after the last; valid until the next call. */
    @org.jspecify.annotations.Nullable
    List<String> next() {
        while (peek() != END) {
            cells.clear();
            begin = line;
            int end = readRecord();
            endLine(end);
            if (cells.size() > 1 || !cells.getFirst().isEmpty()) {
                return Collections.unmodifiableList(cells);
            }
        }
        return null;
    }

    /** Reads cells to the end of the line; returns the character that ended it. */
    private int readRecord() {
        while (true) {
            int end = readCell();
            if (cells.size() > MOST_CELLS) {
                throw new UnreadableFile(begin, "the line has more than " + MOST_CELLS + " cells.");
            }
            if (end != separator) {
                return end;
            }
        }
    }

    private int readCell() {
        length = 0;
        int c = read();
        while (c == ' ') {
            c = read();
        }
        if (c == '"') {
            return readQuoted();
        }
        while (c != separator && c != '\n' && c != '\r' && c != END) {
            put(c);
            c = read();
        }
        while (length > 0 && cell[length - 1] == ' ') {
            length--;
        }
        cells.add(new String(cell, 0, length));
        return c;
    }

    private int readQuoted() {
        while (true) {
            int c = read();
            if (c == END) {
                throw new UnreadableFile(begin, "a quotation mark is not closed.");
            }
            if (c == '"') {
                if (peek() != '"') {
                    break;
                }
                read();
            } else if (c == '\n' || (c == '\r' && peek() != '\n')) {
                line++;
            }
            put(c);
        }
        cells.add(new String(cell, 0, length));
        int c = read();
        while (c == ' ') {
            c = read();
        }
        if (c != separator && c != '\n' && c != '\r' && c != END) {
            throw new UnreadableFile(line, "something follows after a quotation mark.");
        }
        return c;
    }

    private void put(int c) {
        if (length == LONGEST_CELL) {
            throw new UnreadableFile(
                    begin, "a cell is longer than " + LONGEST_CELL + " characters; look at the quotes.");
        }
        cell[length++] = (char) c;
    }

    private void endLine(int c) {
        if (c == '\r' && peek() == '\n') {
            at++;
        }
        if (c != END) {
            line++;
        }
    }

    private int read() {
        int c = peek();
        if (c != END) {
            at++;
        }
        return c;
    }

    private int peek() {
        if (at == filled) {
            at = 0;
            filled = fill();
        }
        return filled == 0 ? END : buffer[at];
    }

    private int fill() {
        try {
            return Math.max(0, in.read(buffer, 0, buffer.length));
        } catch (CharacterCodingException e) {
            throw new UnreadableFile(line, "this is not UTF-8; save the file as CSV UTF-8.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
