package org.meridian.db.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.data.CrossCountryException;
import org.meridian.db.test.StatementLog;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What holds on every target that the sample schema is placed for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlacementContract {

    static final Country DEU = Country.of("DEU");
    static final Country USA = Country.of("USA");
    static final Country TWN = Country.of("TWN");
    static final String SERVICE = "sharing";

    ConfigurableApplicationContext application;
    JdbcClient jdbc;
    CountryTransactions transactions;
    StatementLog log;

    /** Migrates, and gives what an application in eu needs to run. */
    abstract Map<String, String> prepared();

    abstract Topology topology();

    abstract DataSource owner(String region);

    /** A pool-less connection of another service's role. */
    abstract DataSource stranger();

    @BeforeAll
    void start() {
        application = SampleApplication.start(prepared());
        jdbc = application.getBean(JdbcClient.class);
        transactions = application.getBean(CountryTransactions.class);
        log = application.getBean(StatementLog.class);
    }

    @AfterAll
    void stop() {
        if (application != null) {
            application.close();
        }
    }

    @BeforeEach
    void clear() {
        log.clear();
    }

    UUID insert(Country country) {
        UUID id = UUID.randomUUID();
        transactions.run(country, () -> insertNow(id, country));
        return id;
    }

    void insertNow(UUID id, Country country) {
        jdbc.sql("INSERT INTO household (id, country_code, name, version) VALUES (:id, :country, 'Kim', 0)"
                        + " ON CONFLICT DO NOTHING")
                .param("id", id)
                .param("country", country.code())
                .update();
    }

    @Test
    void aRowLiesInThePartitionOfItsCountry() {
        for (Country country : List.of(DEU, USA, TWN)) {
            UUID id = insert(country);
            String partition = jdbc.sql("SELECT tableoid::regclass::text FROM household"
                            + " WHERE id = :id AND country_code = :country")
                    .param("id", id)
                    .param("country", country.code())
                    .query(String.class)
                    .single();
            assertThat(partition).isEqualTo(topology().partitionOf(country).of("household"));
        }
        log.assertPruned(SERVICE, owner("eu"));
    }

    @Test
    void whatIsAppendOnlyTakesNewRowsAndChangesNone() {
        for (Country country : List.of(DEU, TWN)) {
            transactions.run(
                    country,
                    () -> jdbc.sql("INSERT INTO diary (id, country_code, entry) VALUES (:id, :country, 'first')")
                            .param("id", UUID.randomUUID())
                            .param("country", country.code())
                            .update());
            String partition = topology().partitionOf(country).of("diary");
            for (String change : List.of(
                    "UPDATE diary SET entry = 'other' WHERE country_code = :country",
                    "DELETE FROM diary WHERE country_code = :country",
                    "UPDATE " + partition + " SET entry = 'other' WHERE country_code = :country",
                    "DELETE FROM " + partition + " WHERE country_code = :country")) {
                assertThatThrownBy(() -> transactions.run(
                                country,
                                () -> jdbc.sql(change)
                                        .param("country", country.code())
                                        .update()))
                        .as(change)
                        .rootCause()
                        .hasMessageContaining("permission denied");
            }
            assertThat(jdbc.sql("SELECT entry FROM diary WHERE country_code = :country")
                            .param("country", country.code())
                            .query(String.class)
                            .list())
                    .containsOnly("first");
        }
    }

    @Test
    void whatIsWrittenOnceIsNeverChangedButGoesWhenItsTimeIsOver() {
        for (Country country : List.of(DEU, TWN)) {
            letters(country, "INSERT INTO letter (id, country_code, text) VALUES (gen_random_uuid(), :country, 'x')");
            String partition = topology().partitionOf(country).of("letter");
            for (String table : List.of("letter", partition)) {
                assertThatThrownBy(() ->
                                letters(country, "UPDATE " + table + " SET text = 'y' WHERE country_code = :country"))
                        .rootCause()
                        .hasMessageContaining("permission denied");
            }
            assertThat(letters(country, "DELETE FROM letter WHERE country_code = :country"))
                    .isEqualTo(1);
        }
    }

    private int letters(Country country, String change) {
        return transactions.write(
                country, () -> jdbc.sql(change).param("country", country.code()).update());
    }

    @Test
    void aNewAggregateIsOneStatement() {
        Households households = application.getBean(Households.class);
        transactions.run(TWN, () -> households.save(new Household(Household.Id.in(TWN), "Lin")));
        assertThat(log.statements())
                .singleElement()
                .satisfies(s -> assertThat(s.sql()).startsWith("insert"));
    }

    @Test
    void anAggregateIsFoundAndChangedInOnePartition() {
        Households households = application.getBean(Households.class);
        Household.Id id = Household.Id.in(DEU);
        transactions.run(DEU, () -> households.save(new Household(id, "Schmidt")));
        transactions.run(DEU, () -> households.findById(id).orElseThrow().rename("Meyer"));
        assertThat(households.findById(id).orElseThrow().name()).isEqualTo("Meyer");
        assertThat(log.count()).isEqualTo(4);
        log.assertPruned(SERVICE, owner("eu"));
    }

    @Test
    void aLookupWithoutACountryIsCaught() {
        jdbc.sql("SELECT name FROM household WHERE id = :id")
                .param("id", UUID.randomUUID())
                .query()
                .listOfRows();
        assertThatThrownBy(() -> log.assertPruned(SERVICE, owner("eu"))).isInstanceOf(AssertionError.class);
    }

    @Test
    void aSecondCountryInATransactionIsRefusedAndNothingStays() {
        UUID id = UUID.randomUUID();
        assertThatThrownBy(() -> transactions.run(DEU, () -> {
                    insertNow(id, DEU);
                    insertNow(id, USA);
                }))
                .isInstanceOf(CrossCountryException.class)
                .hasMessageContaining("DEU")
                .hasMessageContaining("USA");
        assertThat(log.count()).isEqualTo(1);
        assertThat(rows(id, DEU)).isZero();
        assertThat(rows(id, USA)).isZero();
    }

    @Test
    void aWriteThatNamesNoCountryIsRefused() {
        assertThatThrownBy(() -> transactions.run(
                        DEU, () -> jdbc.sql("UPDATE household SET note = 'x'").update()))
                .isInstanceOf(CrossCountryException.class);
    }

    @Test
    void anOrdinaryTransactionMayNotWriteButASingleStatementMay() {
        TransactionTemplate plain = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
        UUID id = UUID.randomUUID();
        assertThatThrownBy(() -> plain.executeWithoutResult(status -> insertNow(id, DEU)))
                .isInstanceOf(CrossCountryException.class);
        insertNow(id, DEU);
        assertThat(rows(id, DEU)).isOne();
    }

    @Test
    void theAuditorsReadAllRegionsInOneQuery() {
        JdbcClient auditors = application.getBean("crossRegionJdbc", JdbcClient.class);
        List.of(DEU, USA, TWN).forEach(this::insert);
        List<String> countries = auditors.sql("SELECT country_code FROM household GROUP BY country_code")
                .query(String.class)
                .list();
        assertThat(countries).contains("DEU", "USA", "TWN");
        assertThatThrownBy(() -> auditors.sql("DELETE FROM kinship").update())
                .hasRootCauseInstanceOf(SQLException.class);
    }

    @Test
    void point6TheKeeperDeletesWhereTheServiceOnlyAddsAndDoesNothingElse() {
        JdbcClient keeper = application.getBean("keeperJdbc", JdbcClient.class);
        insert(DEU);
        jdbc.sql("INSERT INTO diary (id, country_code, entry) VALUES (:id, 'DEU', 'old')")
                .param("id", UUID.randomUUID())
                .update();
        assertDenied(jdbc, "DELETE FROM diary WHERE country_code = 'DEU'");
        assertDenied(keeper, "INSERT INTO diary (id, country_code) SELECT id, 'DEU' FROM household");
        assertDenied(keeper, "UPDATE diary SET id = id WHERE country_code = 'DEU'");
        assertDenied(keeper, "TRUNCATE diary");
        assertThat(keeper.sql("DELETE FROM diary WHERE country_code = 'DEU'").update())
                .isPositive();
        assertThatThrownBy(() -> keeper.sql("DELETE FROM diary").update()).isInstanceOf(CrossCountryException.class);
    }

    @Test
    void point11WhatIsForEverNobodyOfTheServiceChangesOrDeletesNotEvenTheKeeper() {
        JdbcClient keeper = application.getBean("keeperJdbc", JdbcClient.class);
        String partition = topology().partitionOf(DEU).of("chronicle");
        jdbc.sql("INSERT INTO chronicle (id, country_code, entry) VALUES (:id, 'DEU', 'for ever')")
                .param("id", UUID.randomUUID())
                .update();
        for (JdbcClient who : List.of(jdbc, keeper)) {
            for (String table : List.of("chronicle", partition)) {
                assertDenied(who, "DELETE FROM " + table + " WHERE country_code = 'DEU'");
                assertDenied(who, "UPDATE " + table + " SET entry = 'x' WHERE country_code = 'DEU'");
                assertDenied(who, "TRUNCATE " + table);
            }
        }
        assertThat(keeper.sql("SELECT count(*) FROM chronicle WHERE country_code = 'DEU'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    private static void assertDenied(JdbcClient who, String sql) {
        assertThatThrownBy(() -> who.sql(sql).update())
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void anotherServicesRoleIsRefused() {
        for (String what : List.of("SELECT 1 FROM sharing.household", "SELECT 1 FROM sharing.household_us")) {
            assertThatThrownBy(() ->
                            JdbcClient.create(stranger()).sql(what).query().listOfRows())
                    .rootCause()
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    int rows(UUID id, Country country) {
        return jdbc.sql("SELECT count(*) FROM household WHERE id = :id AND country_code = :country")
                .param("id", id)
                .param("country", country.code())
                .query(Integer.class)
                .single();
    }
}
