package org.meridian.platform.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.data.CrossCountryException;
import org.meridian.db.test.StatementLog;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Act;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.test.TestTokens;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Point 9: an entry is written with its act, and stays as it is. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "meridian.service=results",
            "spring.config.import=classpath:meridian/service.yaml",
            "meridian.outbox.poll=1h",
            "meridian.erasure.poll=1h"
        })
class EntriesIT {

    private static final Country DEU = Country.of("DEU");

    @Autowired
    Audit audit;

    @Autowired
    CountryTransactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StatementLog statements;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestCluster.shared().migrate("results", EntriesIT.class.getClassLoader());
        TestCluster.shared().properties("results", "eu").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("meridian.keys", () -> TestTokens.keys().toString());
    }

    @Test
    void point9AnEntryTellsWhoDidWhat() throws InterruptedException {
        StaffId staff = TestTokens.aStaffAccount("DEU");
        Caller auditor = new Caller(
                staff.toString(), DEU, Set.of(Role.RESIDENT, Role.AUDITOR), staff, null, null, java.time.Instant.MAX);
        String site = "DEU-" + UUID.randomUUID();
        assertThat(statementsFor(() -> audit.record(DEU, "site.decided", auditor, site, "APPROVED")))
                .as("one statement an entry")
                .isOne();
        statements.assertPruned("results");
        assertThat(entry(site))
                .containsEntry("actor", staff.toString())
                .containsEntry("roles", "AUDITOR,RESIDENT")
                .containsEntry("action", "site.decided")
                .containsEntry("detail", "APPROVED");
    }

    @Test
    void point9ManyActsOfAMomentAreOneStatementAndAnEntryEach() throws InterruptedException {
        String first = "DEU-" + UUID.randomUUID();
        String second = "DEU-" + UUID.randomUUID();
        List<Act> acts = List.of(
                new Act("results.uploaded", "one", "", first, "received 1", "a".repeat(32)),
                new Act("results.uploaded", "another", "TESTER", second, "received 2", null));
        assertThat(statementsFor(() -> audit.recordAll(DEU, acts))).isOne();
        statements.assertPruned("results");
        assertThat(entry(first))
                .containsEntry("actor", "one")
                .containsEntry("detail", "received 1")
                .containsEntry("trace_id", "a".repeat(32));
        assertThat(entry(second))
                .containsEntry("actor", "another")
                .containsEntry("roles", "TESTER")
                .containsEntry("trace_id", null);
        assertThat(statementsFor(() -> audit.recordAll(DEU, List.of())))
                .as("no act, no statement")
                .isZero();
        assertThatThrownBy(() -> new Act("Uploaded!", "one", "", first, "", null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void point9NoEntryWithoutItsAct() {
        String object = "DEU-" + UUID.randomUUID();
        assertThatThrownBy(() -> transactions.run(DEU, () -> {
                    audit.record(DEU, "site.decided", "a-job", object, "");
                    throw new IllegalArgumentException("the act fails");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(jdbc.sql("SELECT count(*) FROM audit_event WHERE country_code = 'DEU' AND object = :object")
                        .param("object", object)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> audit.record(DEU, "site.decided", "a-job", object, ""))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transactions.run(
                        Country.of("FRA"), () -> audit.record(DEU, "site.decided", "a-job", object, "")))
                .isInstanceOfAny(IllegalStateException.class, CrossCountryException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit_event", "audit_link", "audit_checkpoint", "audit_receipt", "audit_witness"})
    void point9TheServicesRolesCanOnlyInsert(String table) throws SQLException {
        for (String region : new String[] {"us", "eu", "ap"}) {
            try (Connection owner = TestCluster.shared().owner(region).getConnection();
                    var statement = owner.createStatement()) {
                for (String name : new String[] {table, table + "_us", table + "_eu", table + "_ap"}) {
                    var rights = statement.executeQuery("SELECT has_table_privilege('results', 'results." + name
                            + "', 'INSERT'), has_table_privilege('results', 'results." + name
                            + "', 'UPDATE, DELETE, TRUNCATE') OR has_table_privilege('results_keeper', 'results." + name
                            + "', 'INSERT, UPDATE, DELETE, TRUNCATE'), has_any_column_privilege('results', 'results."
                            + name
                            + "', 'UPDATE')");
                    rights.next();
                    assertThat(rights.getBoolean(1)).as(name + " in " + region).isTrue();
                    assertThat(rights.getBoolean(2)).as(name + " in " + region).isFalse();
                    assertThat(rights.getBoolean(3)).as(name + " in " + region).isFalse();
                }
            }
        }
    }

    /** As on a request's thread, whose statements are counted; jobs send others at times of their own. */
    private int statementsFor(Runnable act) throws InterruptedException {
        statements.clear();
        Thread.ofVirtual()
                .name("tomcat-handler-of-the-test")
                .start(() -> transactions.run(DEU, act))
                .join();
        return statements.ofRequests().size();
    }

    private Map<String, Object> entry(String object) {
        return jdbc.sql(
                        "SELECT actor, roles, action, detail, trace_id FROM audit_event WHERE country_code = 'DEU' AND object = :o")
                .param("o", object)
                .query()
                .singleRow();
    }
}
