package org.meridian.results.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.results.verdict.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes results of a country's day where its rows are, as uploads and corrections would. */
record LabDay(String country, LocalDate day) {

    private JdbcClient owner() {
        return JdbcClient.create(TestCluster.shared().owner(partition().region().name()));
    }

    private org.meridian.db.topology.Partition partition() {
        return TestCluster.shared().topology().partitionOf(Country.of(country));
    }

    private String table() {
        return "results." + partition().of("tube_result");
    }

    private Instant noon() {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    LabDay reports(int tubes, Outcome outcome, int capacity, int people, String division) {
        return reports(tubes, outcome, capacity, people, division, Duration.ZERO);
    }

    /** @param late how long after noon of the day they were recorded */
    LabDay reports(int tubes, Outcome outcome, int capacity, int people, String division, Duration late) {
        owner().sql("""
                        INSERT INTO %s (id, country_code, barcode, revision, outcome, tested_at, recorded_at, division,
                                        capacity, people)
                        SELECT gen_random_uuid(), :country, gen_random_uuid()::text, 0, :outcome,
                               CAST(:tested AS timestamptz), CAST(:recorded AS timestamptz), CAST(:division AS text),
                               :capacity, :people
                          FROM generate_series(1, :tubes)
                        """.formatted(table()))
                .param("country", country)
                .param("outcome", outcome.name())
                .param("tested", noon().toString())
                .param("recorded", noon().plus(late).toString())
                .param("division", division.isEmpty() ? null : division)
                .param("capacity", capacity)
                .param("people", people)
                .param("tubes", tubes)
                .update();
        return this;
    }

    /** So many tubes of an outcome turn out to have another. */
    LabDay corrects(int tubes, Outcome from, Outcome to, Duration late) {
        for (UUID id : newest(from, tubes)) {
            owner().sql("""
                            INSERT INTO %1$s (id, country_code, barcode, revision, outcome, tested_at, corrects,
                                              recorded_at, division, capacity, people)
                            SELECT gen_random_uuid(), country_code, barcode, revision + 1, :outcome, tested_at, id,
                                   CAST(:recorded AS timestamptz), division, capacity, people
                              FROM %1$s WHERE id = :id
                            """.formatted(table()))
                    .param("outcome", to.name())
                    .param("recorded", noon().plus(late).toString())
                    .param("id", id)
                    .update();
        }
        return this;
    }

    private java.util.List<UUID> newest(Outcome outcome, int tubes) {
        return owner().sql("""
                        SELECT id FROM %1$s r
                         WHERE country_code = :country AND outcome = :outcome AND tested_at = CAST(:tested AS timestamptz)
                           AND NOT EXISTS (SELECT 1 FROM %1$s c WHERE c.corrects = r.id)
                         LIMIT :tubes
                        """.formatted(table()))
                .param("country", country)
                .param("outcome", outcome.name())
                .param("tested", noon().toString())
                .param("tubes", tubes)
                .query(UUID.class)
                .list();
    }
}
