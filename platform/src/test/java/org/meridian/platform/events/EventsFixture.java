package org.meridian.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.test.StatementLog;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.test.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "meridian.service=checkin",
            "spring.config.import=classpath:meridian/service.yaml",
            "meridian.outbox.poll=100ms",
            "meridian.outbox.attempts=3"
        })
abstract class EventsFixture {

    static final Wire WIRE = Wire.start();
    static final Country DEU = Country.of("DEU");
    static final Country FRA = Country.of("FRA");
    static final Country TWN = Country.of("TWN");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    CountryTransactions transactions;

    @Autowired
    Outbox outbox;

    @Autowired
    Effects effects;

    @Autowired
    Sabotage sabotage;

    @Autowired
    StatementLog statements;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestCluster.shared().migrate("checkin", EventsFixture.class.getClassLoader());
        TestCluster.shared().properties("checkin", "eu").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("meridian.services.eu.results", WIRE::address);
        registry.add("meridian.services.ap.results", WIRE::address);
        registry.add("meridian.keys", () -> TestTokens.keys().toString());
    }

    @BeforeEach
    void clear() {
        WIRE.to(port);
        for (Country country : List.of(DEU, FRA)) {
            for (String table : List.of("outbox", "inbox", "effect")) {
                jdbc.sql("DELETE FROM " + table + " WHERE country_code = :country")
                        .param("country", country.code())
                        .update();
            }
        }
        effects.poisonous.clear();
        statements.clear();
    }

    /** Commits an event in Germany that tells these names. */
    void tell(Country target, String subject, Object payload) {
        transactions.run(DEU, () -> outbox.append("results", target, Effects.TYPE, subject, payload));
    }

    /** Waits until nothing is on its way any more. */
    void delivered() {
        await().atMost(Duration.ofSeconds(60)).until(() -> waiting() == 0);
    }

    int waiting() {
        return jdbc.sql("SELECT count(*) FROM outbox WHERE country_code = 'DEU' AND NOT set_aside")
                .query(Integer.class)
                .single();
    }

    /** What was done, in order, repetitions included. */
    List<String> done(Country country) {
        return jdbc.sql("SELECT element FROM effect WHERE country_code = :country ORDER BY place")
                .param("country", country.code())
                .query(String.class)
                .list();
    }

    void assertDoneOnce(Country country, List<String> names) {
        assertThat(done(country)).containsExactlyInAnyOrderElementsOf(names);
    }
}
