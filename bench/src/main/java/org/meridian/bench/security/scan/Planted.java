package org.meridian.bench.security.scan;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A page with the faults that a scanner looks for; one that overlooks them has not looked. It touches no platform. */
final class Planted {

    static final String PATH = "/scan/planted";
    static final String LINK = PATH + "?name=somebody";

    private Planted() {}

    /** The name as it came, live; and what a database says to a quote that nobody closed. */
    static byte[] answer(String line) {
        int from = line.indexOf("?name=");
        String name = from < 0 ? "" : decoded(line.substring(from + 6, line.lastIndexOf(' ')));
        boolean broken = name.chars().filter(c -> c == '\'').count() % 2 == 1;
        return ScanProxy.html("<html><body><p>Hello " + name + "</p>"
                + (broken ? "<p>org.postgresql.util.PSQLException: ERROR: syntax error at or near</p>" : "")
                + "</body></html>");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
