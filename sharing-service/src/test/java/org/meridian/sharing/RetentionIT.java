package org.meridian.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.TimeZones;
import org.meridian.platform.test.DocumentedRetention;
import org.meridian.platform.test.RetentionRuns;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Point 6, in a country that no other test uses. */
class RetentionIT extends RunningSharing {

    private static final Country SVN = Country.of("SVN");

    @Autowired
    private ApplicationContext service;

    private final Instant now = Clock.systemUTC().instant();
    private final LocalDate today = LocalDate.ofInstant(now, TimeZones.of(SVN));

    @Test
    void point6WhatIsDocumentedBindsAndEveryTableIsDecidedOn() {
        DocumentedRetention.assertIsTrueOf("sharing", RetentionRuns.rules(service));
        DocumentedRetention.assertDecidesOnEveryTable(jdbc);
    }

    @Test
    void point6ConsentsAreKeptForAYearAfterTheirEndHoweverTheyEnded() {
        UUID holds = consent(today.plusDays(1), null);
        UUID ended = consent(today.minusDays(365), null);
        UUID revoked = consent(today.plusDays(100), now.minus(Duration.ofDays(300)));
        consent(today.minusDays(366), null);
        consent(today.plusDays(100), now.minus(Duration.ofDays(367)));
        RetentionRuns.day(service, SVN);
        assertThat(jdbc.sql("SELECT id FROM consent WHERE country_code = 'SVN'")
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(holds, ended, revoked);
    }

    @Test
    void point6TheAccessLogIsKeptForAYear() {
        read(now.minus(Duration.ofDays(364)));
        read(now.minus(Duration.ofDays(367)));
        RetentionRuns.day(service, SVN);
        for (String table : new String[] {"share_read", "person_read"}) {
            assertThat(jdbc.sql("SELECT count(*) FROM " + table + " WHERE country_code = 'SVN'")
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isEqualTo(1);
        }
    }

    private UUID consent(LocalDate expires, @Nullable Instant revoked) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO consent (id, country_code, resident_id, unit_id, unit_country, purpose, expires_on,
                                             given_at, revoked_at)
                        VALUES (:id, 'SVN', :id, :id, 'SVN', 'p', :expires, :given, :revoked)
                        """)
                .param("id", id)
                .param("expires", Date.valueOf(expires))
                .param("given", Timestamp.from(now.minus(Duration.ofDays(800))))
                .param("revoked", revoked == null ? null : Timestamp.from(revoked))
                .update();
        return id;
    }

    private void read(Instant at) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        INSERT INTO share_read (reading_id, resident_id, country_code, unit_id, unit_country, unit_name,
                                                read_by, purpose, read_at)
                        VALUES (:id, :id, 'SVN', :id, 'SVN', 'u', 'r', 'p', :at)
                        """).param("id", id).param("at", Timestamp.from(at)).update();
        jdbc.sql("""
                        INSERT INTO person_read (reading_id, resident_id, country_code, staff_id, role, what, purpose,
                                                 read_at)
                        VALUES (:id, :id, 'SVN', 's', 'TESTER', 'w', 'p', :at)
                        """).param("id", id).param("at", Timestamp.from(at)).update();
    }
}
