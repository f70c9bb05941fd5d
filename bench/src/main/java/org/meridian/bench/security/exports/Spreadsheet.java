package org.meridian.bench.security.exports;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSV as spreadsheets do, and says which cells they would run. Written from what spreadsheets are known to do, not
 * from the code that writes the file; it splits at commas, semicolons and tabs, because the reader's settings decide.
 */
final class Spreadsheet {

    private static final String LIVE = "=+-@|%\uff1d\uff0b\uff0d\uff20\u2212";

    private Spreadsheet() {}

    /** The cells of a file that would be run, under any of the usual separators. */
    static List<String> live(String csv) {
        List<String> live = new ArrayList<>();
        for (char separator : new char[] {',', ';', '\t'}) {
            cells(csv, separator).stream().filter(Spreadsheet::isLive).forEach(live::add);
        }
        return live;
    }

    /** What looks like a formula once blanks and invisible characters in front are gone; a plain number is none. */
    static boolean isLive(String cell) {
        int i = 0;
        while (i < cell.length() && skipped(cell.charAt(i))) {
            i++;
        }
        return i < cell.length()
                && LIVE.indexOf(cell.charAt(i)) >= 0
                && !cell.substring(i).matches("[+-]?\\d+(\\.\\d+)?");
    }

    private static boolean skipped(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }

    static List<String> cells(String csv, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && !begun) {
                quoted = true;
                begun = true;
            } else if (c == separator || c == '\n' || c == '\r') {
                cells.add(cell.toString());
                cell.setLength(0);
                begun = false;
            } else {
                cell.append(c);
                begun = true;
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
