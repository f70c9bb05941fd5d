package org.meridian.sharing.reading.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.id.ResidentId;
import org.meridian.sharing.reading.MemberResult;

class CsvTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                " =1",
                "\u00a0=1",
                "\u200b=1",
                "\ufeff=1",
                "\t=1",
                "\rx",
                "\nx",
                "\tx",
                "|calc",
                "%0A",
                "\uff1d1",
                "\uff0b1",
                "\uff0d1",
                "\uff20x",
                "=cmd|' /C calc'!A0",
                "=HYPERLINK(\"http://x\",\"y\")"
            })
    void whatASpreadsheetWouldRunIsMadeText(String live) {
        String written = Csv.value(live);
        assertThat(written.startsWith("\"") ? written.substring(1) : written).startsWith("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"staff-17", "*******1234", "17", "a=b", "2026-01-31"})
    void whatIsHarmlessStaysAsItIs(String harmless) {
        assertThat(Csv.value(harmless)).isEqualTo(harmless);
    }

    @Test
    void quotesAndCommasAreQuoted() {
        assertThat(Csv.value("a\"b,c")).isEqualTo("\"a\"\"b,c\"");
        assertThat(Csv.value(null)).isEmpty();
    }

    @Test
    void aLineHasWhatAUnitMaySeeAndNoMore() {
        ResidentId resident = new ResidentId(UUID.randomUUID(), "DEU");
        MemberResult result =
                new MemberResult("=1", "STAFF", "NEGATIVE", "FINAL", LocalDate.of(2026, 1, 31), resident, "work");
        assertThat(Csv.of(List.of(result)))
                .isEqualTo("member,type,outcome,status,sampledOn\r\n\"'=1\",STAFF,NEGATIVE,FINAL,2026-01-31\r\n");
    }
}
