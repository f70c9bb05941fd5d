package org.meridian.bench.security.exports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadsheetTests {

    @Test
    void everyPayloadWouldBeRunIfItWereWrittenAsItIsOrInQuotesThatItBreaks() {
        assertThat(Payloads.all()).hasSizeGreaterThanOrEqualTo(200).allSatisfy(payload -> {
            String asItIs = "member,type\r\n" + payload + ",EMPLOYEE\r\n";
            String inQuotes = "member,type\r\n\"" + payload + "\",EMPLOYEE\r\n";
            assertThat(Spreadsheet.live(asItIs).size()
                            + Spreadsheet.live(inQuotes).size())
                    .as(payload)
                    .isPositive();
        });
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
