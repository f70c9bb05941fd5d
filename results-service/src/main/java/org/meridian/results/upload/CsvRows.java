package org.meridian.results.upload;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.meridian.results.upload.Cells.Column;

/**
 * Comma-separated values with a header, as laboratories' systems and spreadsheets write them: columns in any order, blank
 * lines, empty columns at the end. A last line {@code #rows,N} says how many rows there are.
 */
final class CsvRows implements Rows {

    private static final String TRAILER = "#rows";

    private final CsvText text;
    private @Nullable List<@Nullable Column> columns;
    private int declared = -1;

    CsvRows(InputStream in) {
        text = new CsvText(in);
    }

    @Override
    public @Nullable Cells next() {
        if (columns == null) {
            List<String> header = record();
            if (header == null) {
                return null;
            }
            columns = columns(header, text.line());
        }
        List<String> record = record();
        if (record == null) {
            return null;
        }
        if (!record.getFirst().equalsIgnoreCase(TRAILER)) {
            return cells(columns, record);
        }
        declared = declared(record);
        if (record() != null) {
            throw new UnreadableFile(text.line(), "something follows after the number of rows.");
        }
        return null;
    }

    @Override
    public OptionalInt declared() {
        return declared < 0 ? OptionalInt.empty() : OptionalInt.of(declared);
    }

    private int declared(List<String> record) {
        boolean alone = record.size() > 1
                && record.subList(2, record.size()).stream().allMatch(String::isEmpty)
                && record.get(1).matches("\\d{1,9}");
        if (!alone) {
            throw new UnreadableFile(
                    text.line(), "the last line should be " + TRAILER + " and how many rows there are.");
        }
        return Integer.parseInt(record.get(1));
    }

    /** The next record with anything in it: a spreadsheet writes a blank line as separators only. */
    private @Nullable List<String> record() {
        List<String> record = text.next();
        while (record != null && allEmpty(record, 0)) {
            record = text.next();
        }
        return record;
    }

    private static boolean allEmpty(List<String> record, int from) {
        for (int i = from; i < record.size(); i++) {
            if (!record.get(i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static List<@Nullable Column> columns(List<String> header, int line) {
        List<@Nullable Column> columns = new ArrayList<>();
        for (String heading : header) {
            Column column = heading.isEmpty() ? null : column(heading, line);
            if (column != null && columns.contains(column)) {
                throw new UnreadableFile(line, "the header has " + column.title() + " twice.");
            }
            columns.add(column);
        }
        for (Column needed : Column.NEEDED) {
            if (!columns.contains(needed)) {
                throw new UnreadableFile(line, "the header lacks " + needed.title() + ".");
            }
        }
        return columns;
    }

    private static Column column(String heading, int line) {
        return Column.headed(heading)
                .orElseThrow(() -> new UnreadableFile(
                        line, "the header has a column besides barcode, outcome, testedAt, device and ct."));
    }

    private Cells cells(List<@Nullable Column> header, List<String> record) {
        if (!allEmpty(record, header.size())) {
            return Cells.flawed(text.line(), "The row has more cells than the header.");
        }
        Map<Column, String> texts = new EnumMap<>(Column.class);
        for (int i = 0; i < Math.min(record.size(), header.size()); i++) {
            Column column = header.get(i);
            if (column != null) {
                texts.put(column, record.get(i));
            } else if (!record.get(i).isEmpty()) {
                return Cells.flawed(text.line(), "The row has a cell without a heading.");
            }
        }
        return Cells.of(text.line(), texts);
    }
}
