package org.meridian.sharing.reading.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.meridian.platform.id.ResidentId;
import org.meridian.sharing.reading.MemberResult;

/** Point 10: references and types come from rosters that anybody typed; no spreadsheet runs what was typed there. */
class HarmlessCsvTests {

    private static final List<String> FORMULAS = List.of(
            "=1+1",
            "=SUM(A1:A9)",
            "=cmd|' /C calc'!A0",
            "=HYPERLINK(\"http://x\",\"y\")",
            "=WEBSERVICE(\"http://x\"&A1)",
            "=IMPORTXML(\"http://x\",\"//a\")",
            "=IMPORTDATA(A1)",
            "=DDE(\"cmd\";\"/C calc\";\"x\")",
            "=MSEXCEL|'\\x'!''",
            "+1+1",
            "+cmd|' /C calc'!A0",
            "-1+1",
            "-2+3+cmd|' /C calc'!A0",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "|calc",
            "%0A=1");

    private static final List<String> FORMS = List.of(
            "%s",
            " %s",
            "   %s",
            "\t%s",
            "\r%s",
            "\n%s",
            "\r\n%s",
            "\u00a0%s",
            "\u200b%s",
            "\ufeff%s",
            "\u2003%s",
            "\u3164%s",
            "\u202e%s",
            "\"%s",
            "\"\"%s",
            " \" %s",
            "x;%s",
            "x; %s",
            "x\t%s",
            "x\n%s",
            "x\r%s",
            "x\",%s",
            "x\"\"\n%s",
            "x\u2028%s",
            ";%s",
            ",%s",
            "x;\u200b%s",
            "\u0001%s",
            "\u007f%s",
            "x,%s");

    private static List<String> payloads() {
        List<String> all = new ArrayList<>();
        for (String formula : FORMULAS) {
            for (String form : FORMS) {
                all.add(form.formatted(formula));
            }
            char first = formula.charAt(0);
            String rest = formula.substring(1);
            all.add((char) (first + 0xfee0) + rest); // the full-width form
            all.add(" " + (char) (first + 0xfee0) + rest);
        }
        for (String other :
                List.of("\ufe66", "\ufe62", "\ufe63", "\ufe6b", "\ufe6a", "\u207a", "\u207c", "\u208b", "\u2212")) {
            all.add(other + "1+1");
            all.add("x;" + other + "1+1");
        }
        return all;
    }

    @Test
    void point10NoneOfHundredsOfPayloadsIsLiveHoweverTheFileIsSplit() {
        List<String> payloads = payloads();
        assertThat(payloads).hasSizeGreaterThan(400);
        List<String> live = new ArrayList<>();
        for (String payload : payloads) {
            String file = Csv.of(List.of(member(payload, "STAFF"), member("17", payload)));
            for (List<String> cells : readings(file)) {
                cells.stream().filter(HarmlessCsvTests::runs).forEach(cell -> live.add(payload + " -> " + cell));
            }
        }
        assertThat(live).isEmpty();
    }

    @Test
    void point10TheAttackersFilesWouldRunWithoutIt() {
        for (String payload : payloads()) {
            String plain = "17," + payload + ",x";
            String inQuotes = "17,\"" + payload.replace("\"", "\"\"") + "\",x";
            assertThat(Stream.of(plain, inQuotes).flatMap(file -> readings(file).stream()))
                    .as(payload)
                    .anyMatch(cells -> cells.stream().anyMatch(HarmlessCsvTests::runs));
        }
    }

    @Test
    void point10WhatWasThereIsReadAgainButForApostrophes() {
        for (String payload : payloads()) {
            String file = Csv.of(List.of(member(payload, "STAFF")));
            assertThat(quoted(file, ',').get(5).replace("'", "")).isEqualTo(payload.replace("'", ""));
        }
        for (String honest :
                List.of("staff-17", "O'Neill", "Müller, Anna", "李雷", "a=b", "17", "3;4", "say \"x\"", "A B")) {
            String file = Csv.of(List.of(member(honest, "STAFF")));
            assertThat(quoted(file, ',').get(5)).isEqualTo(honest);
        }
    }

    /** The cells that readers of different settings see, the last one ignores quotes. */
    private static List<List<String>> readings(String file) {
        return List.of(
                quoted(file, ','),
                quoted(file, ';'),
                quoted(file, '\t'),
                List.of(file.split("[,;\t\r\n\u2028\u2029\u0085\u000b\f]")));
    }

    private static MemberResult member(String reference, String type) {
        ResidentId resident = new ResidentId(new UUID(1, 2), "DEU");
        return new MemberResult(reference, type, "NEGATIVE", "FINAL", LocalDate.of(2026, 1, 31), resident, "work");
    }

    /** As spreadsheets split: a quote means something at the beginning of a cell only. */
    private static List<String> quoted(String file, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean inQuotes = false;
        boolean begins = true;
        for (int i = 0; i < file.length(); i++) {
            char c = file.charAt(i);
            if (inQuotes) {
                if (c == '"' && i + 1 < file.length() && file.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    inQuotes = false;
                } else {
                    cell.append(c);
                }
            } else if (c == '"' && begins) {
                inQuotes = true;
                begins = false;
            } else if (c == separator || c == '\r' || c == '\n') {
                if (c != '\n' || i == 0 || file.charAt(i - 1) != '\r') {
                    cells.add(cell.toString());
                    cell.setLength(0);
                }
                begins = true;
            } else {
                cell.append(c);
                begins = false;
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    /** Whether a spreadsheet that forgives much would take the cell for a formula: written apart from the code it tests. */
    private static boolean runs(String cell) {
        String plain = Normalizer.normalize(cell, Normalizer.Form.NFKC);
        int i = 0;
        while (i < plain.length()) {
            char c = plain.charAt(i);
            boolean seen = !Character.isWhitespace(c)
                    && !Character.isSpaceChar(c)
                    && !Character.isISOControl(c)
                    && Character.getType(c) != Character.FORMAT
                    && c != '"'
                    && "\u3164\u1160\u2800".indexOf(c) < 0;
            if (seen) {
                return "=+-@|%\u2212".indexOf(c) >= 0;
            }
            i++;
        }
        return false;
    }
}
