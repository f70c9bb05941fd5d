package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.test.TestCluster;
import org.meridian.platform.erasure.PersonalRows;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.PeopleTables;
import org.meridian.platform.test.StubService;
import org.meridian.platform.test.TestTokens;
import org.meridian.registration.erasure.Replay;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Person;
import org.meridian.registration.test.Service;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(LocalClusterExtension.class)
class ErasureIT {

    private static final List<String> CONSUMERS = List.of("sampling", "results", "checkin", "sharing");
    private static final Path LEDGER = TestTokens.keys().resolve("erasures/erasures-eu.log");

    private final Service service = Service.shared();
    private final Api api = service.api();
    private final JdbcClient jdbc = service.bean(JdbcClient.class);

    @Test
    void point5EveryServiceIsToldAndTheLedgerHasItWhenTheAnswerComes() throws IOException {
        Person person = api.aResident("DEU");
        assertThat(erase(person)).isEqualTo(204);
        assertThat(Files.readString(LEDGER)).contains(" " + person.id() + "\n");
        CONSUMERS.forEach(consumer -> awaitTold(consumer, person, 1));
        assertThat(Files.readString(LEDGER))
                .doesNotContain(person.phone())
                .doesNotContain(person.nationalId())
                .doesNotContain("Kim");
        assertThat(audited(person)).containsExactly("resident.erased by " + person.id());
        assertThat(erase(person)).as("a token that outlived its person").isEqualTo(401);
    }

    @Test
    void point5ARestoredDatabaseGetsItsErasuresAgainWithTheirEvents() {
        Person person = api.aResident("DEU");
        Map<String, Object> before = row(person);
        assertThat(erase(person)).isEqualTo(204);
        CONSUMERS.forEach(consumer -> awaitTold(consumer, person, 1));

        restore(person, before);
        assertThat(row(person).get("name")).isNotNull();
        service.bean(Replay.class).replay();

        assertThat(row(person)).containsEntry("data_key", null).containsEntry("name", null);
        assertThat(row(person)).containsEntry("phone_index", null).containsEntry("birth_date", null);
        CONSUMERS.forEach(consumer -> awaitTold(consumer, person, 2));
        assertThat(audited(person)).endsWith("resident.erased by erasure-ledger");
        assertThat(api.login("DEU", person.phone()).status()).isEqualTo(401);

        service.bean(Replay.class).replay();
        assertThat(audited(person)).hasSize(2);
    }

    @Test
    void point5AStartReplaysTheLedger() {
        Person person = api.aResident("DEU");
        Map<String, Object> before = row(person);
        assertThat(erase(person)).isEqualTo(204);
        restore(person, before);
        Service.start(Map.of()).close();
        await().untilAsserted(() -> assertThat(row(person)).containsEntry("data_key", null));
    }

    @Test
    void point5AServiceThatAloneWasRestoredIsToldAgain() {
        Person person = api.aResident("DEU");
        assertThat(erase(person)).isEqualTo(204);
        awaitTold("results", person, 1);
        Service.told("results")
                .on(
                        "POST",
                        "/internal/erasures/unknown",
                        call -> StubService.Reply.ok(
                                call.body().contains(person.id()) ? "[\"" + person.id() + "\"]" : "[]"));
        try {
            service.bean(Replay.class).replay();
            awaitTold("results", person, 2);
            awaitTold("sharing", person, 1);
        } finally {
            Service.told("results").on("POST", "/internal/erasures/unknown", call -> StubService.Reply.ok("[]"));
        }
    }

    /** Every table of the other regions' nodes is locked: whatever asked them for anything would wait, and fail. */
    @Test
    void point5NoOtherRegionsNodeIsAskedForAnything() throws SQLException {
        Person person = api.aResident("DEU");
        try (Connection us = locked("us");
                Connection ap = locked("ap")) {
            assertThat(erase(person)).isEqualTo(204);
            assertThat(row(person)).containsEntry("data_key", null);
            CONSUMERS.forEach(consumer -> awaitTold(consumer, person, 1));
            us.rollback();
            ap.rollback();
        }
    }

    private static Connection locked(String region) throws SQLException {
        Connection owner = TestCluster.shared().owner(region).getConnection();
        owner.setAutoCommit(false);
        try (Statement statement = owner.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT c.relname FROM pg_class c JOIN pg_namespace n"
                    + " ON n.oid = c.relnamespace WHERE n.nspname = 'registration' AND c.relkind = 'r'")) {
                while (row.next()) {
                    tables.add("registration." + row.getString(1));
                }
            }
            assertThat(tables).contains("registration.resident_" + region);
            statement.execute("LOCK TABLE " + String.join(", ", tables) + " IN ACCESS EXCLUSIVE MODE");
        }
        return owner;
    }

    @Test
    void point5ALostLedgerIsWrittenAnewFromTheDatabase() throws IOException {
        Person person = api.aResident("DEU");
        assertThat(erase(person)).isEqualTo(204);
        Files.writeString(LEDGER, "");
        service.bean(Replay.class).replay();
        assertThat(Files.readString(LEDGER)).contains(" " + person.id() + "\n");
    }

    @Test
    void point5NobodyIsErasedWhereTheirLedgerIsNot() {
        Person person = api.aResident("TWN");
        assertThat(erase(person)).isEqualTo(503);
        assertThat(api.get("/v1/me", person.token()).status()).isEqualTo(200);
    }

    @Test
    void point5EveryTableWithSomethingOfPeopleIsErasedOrSaysWhyNot() {
        PeopleTables.assertErased(
                jdbc,
                new ArrayList<>(service.beans(PersonalRows.class)),
                Map.of(
                        "resident",
                        "its cells are cleared one by one: the row itself says that the id is nobody's any more",
                        "refresh_token",
                        "found by the phone's index and deleted with the resident's row",
                        "otp_challenge",
                        "found by the phone's index and deleted with the resident's row",
                        "staff_account",
                        "of somebody who works here, who may be a resident or not; ends with the work",
                        "staff_grant",
                        "keyed indexes of phones of those who work here; goes a year after it was granted",
                        "dev_outbox",
                        "profile local only; a keyed index of a phone, and nobody's name"));
    }

    private int erase(Person person) {
        return api.call("DELETE", "/v1/me", person.token(), null).status();
    }

    private static void awaitTold(String service, Person person, int times) {
        await().untilAsserted(() -> assertThat(Service.told(service).calls())
                .filteredOn(call ->
                        call.body().contains("ResidentErased") && call.body().contains(person.id()))
                .as(service)
                .hasSize(times));
    }

    private List<String> audited(Person person) {
        return jdbc.sql("SELECT action, actor FROM audit_event WHERE object = :id AND country_code = 'DEU' ORDER BY id")
                .param("id", person.id())
                .query((row, n) -> row.getString(1) + " by " + row.getString(2))
                .list();
    }

    private Map<String, Object> row(Person person) {
        return jdbc.sql("SELECT * FROM resident WHERE id = :id AND country_code = 'DEU'")
                .param("id", ResidentId.of(person.id()).id())
                .query()
                .singleRow();
    }

    /** Puts the row of before the erasure in its place; what came with the erasure is gone. */
    private void restore(Person person, Map<String, Object> before) {
        for (String table : List.of("resident", "erased_resident")) {
            jdbc.sql("DELETE FROM " + table + " WHERE id = :id AND country_code = 'DEU'")
                    .param("id", ResidentId.of(person.id()).id())
                    .update();
        }
        jdbc.sql("INSERT INTO resident (" + String.join(", ", before.keySet()) + ") VALUES ("
                        + before.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", ")) + ")")
                .params(before)
                .update();
    }
}
