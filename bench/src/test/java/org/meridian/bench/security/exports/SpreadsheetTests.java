package org.meridian.bench.security.exports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadsheetTests {

    @Test
    void everyPayloadWouldBeRunIfItWereWrittenAsItIs() {
        assertThat(Payloads.all())
                .hasSizeGreaterThanOrEqualTo(200)
                .allSatisfy(payload -> assertThat(Spreadsheet.live("member,type\r\n" + payload + ",EMPLOYEE\r\n"))
                        .as(payload)
                        .isNotEmpty());
    }

    @Test
    void anApostropheInFrontWithinQuotesMakesItText() {
        assertThat(Spreadsheet.live("member\r\n\"'=1+1\"\r\n")).isEmpty();
    }

    @Test
    void numbersAreNoFormulas() {
        assertThat(Spreadsheet.live("a,-12.5,+7\r\n")).isEmpty();
    }

    @Test
    void quotesAreTakenApartAsTheyAreWritten() {
        assertThat(Spreadsheet.cells("a,\"b \"\"c\"\", d\",e", ',')).containsExactly("a", "b \"c\", d", "e");
    }
}
