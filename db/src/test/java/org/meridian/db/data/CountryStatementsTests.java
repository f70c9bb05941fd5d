package org.meridian.db.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;

class CountryStatementsTests {

    private final Topology topology = Topology.load();

    @Test
    void aTableInBracesIsTheCountrysPartitionOfItWhereverItStands() {
        assertThat(named("SELECT 1 FROM {tube} t JOIN {tube_event} e ON e.barcode = t.barcode FOR UPDATE OF t", "DEU"))
                .isEqualTo("SELECT 1 FROM tube_eu t JOIN tube_event_eu e ON e.barcode = t.barcode FOR UPDATE OF t");
        assertThat(named("UPDATE {tube} SET state = 'OPEN'", "USA")).isEqualTo("UPDATE tube_us SET state = 'OPEN'");
    }

    @Test
    void bracesThatHoldNoTableStayAsTheyAre() {
        assertThat(named("SELECT '{}'::text[], '{\"a\": 1}'::jsonb, '{1,2}'::int[]", "DEU"))
                .isEqualTo("SELECT '{}'::text[], '{\"a\": 1}'::jsonb, '{1,2}'::int[]");
    }

    private String named(String text, String country) {
        return CountryStatements.named(text, topology.partitionOf(Country.of(country)));
    }
}
