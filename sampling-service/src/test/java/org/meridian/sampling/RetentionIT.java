package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.platform.test.DocumentedRetention;
import org.meridian.platform.test.RetentionRuns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Point 6, in a country that no other test uses. */
class RetentionIT {

    private static final Country LTU = Country.of("LTU");

    private final Service service = Service.running();
    private final JdbcClient jdbc = service.jdbc();
    private final Instant now = Clock.systemUTC().instant();
    private final UUID site = UUID.randomUUID();

    @Test
    void point6WhatIsDocumentedBindsAndEveryTableIsDecidedOn() {
        DocumentedRetention.assertIsTrueOf("sampling", RetentionRuns.rules(service.factory()));
        DocumentedRetention.assertDecidesOnEveryTable(jdbc);
    }

    @Test
    void point6WhoWasInATubeGoesAfterHalfAYearAndTheTubeAfterFive() {
        jdbc.sql("""
                        INSERT INTO site (id, country_code, admin_id, name, corp_name, corp_no, division, opens_at,
                                          closes_at, status, registered_at, version)
                        VALUES (:id, 'LTU', :id, 's', 'c', 'n', 'd', '08:00', '18:00', 'APPROVED', :at, 0)
                        """).param("id", site).param("at", at(4000)).update();
        tube("LT-NEW", 10);
        tube("LT-OLD", 190);
        tube("LT-OLDEST", 1900);

        RetentionRuns.day(service.factory(), LTU);

        assertThat(barcodes("sample")).containsExactly("LT-NEW");
        assertThat(barcodes("tube")).containsExactly("LT-NEW", "LT-OLD");
        assertThat(barcodes("tube_event")).containsExactly("LT-NEW", "LT-OLD");
        assertThat(service.rows("site", "LTU")).isEqualTo(1);
    }

    private void tube(String barcode, int daysAgo) {
        jdbc.sql("""
                        INSERT INTO tube (barcode, country_code, site_id, capacity, filled, state, opened_at)
                        VALUES (:barcode, 'LTU', :site, 1, 1, 'SEALED', :at)
                        """)
                .param("barcode", barcode)
                .param("site", site)
                .param("at", at(daysAgo))
                .update();
        jdbc.sql("""
                        INSERT INTO tube_event (barcode, country_code, state, actor, server_time)
                        VALUES (:barcode, 'LTU', 'OPEN', 'test', :at)
                        """).param("barcode", barcode).param("at", at(daysAgo)).update();
        jdbc.sql("""
                        INSERT INTO sample (id, country_code, barcode, site_id, resident_id, resident_country,
                                            sampled_by, sampled_at, recorded_at)
                        VALUES (:id, 'LTU', :barcode, :site, :id, 'LTU', :id, :at, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("barcode", barcode)
                .param("site", site)
                .param("at", at(daysAgo))
                .update();
    }

    private Timestamp at(int daysAgo) {
        return Timestamp.from(now.minus(Duration.ofDays(daysAgo)));
    }

    private List<String> barcodes(String table) {
        return jdbc.sql("SELECT barcode FROM " + table + " WHERE country_code = 'LTU' ORDER BY barcode")
                .query(String.class)
                .list();
    }
}
