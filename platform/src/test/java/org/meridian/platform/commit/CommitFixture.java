package org.meridian.platform.commit;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.meridian.db.test.StatementLog;
import org.meridian.db.test.TestCluster;
import org.meridian.db.topology.Country;
import org.meridian.platform.test.TestTokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Notes that are written together, in region eu of the local cluster. */
@SpringBootTest(
        classes = CommitApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "meridian.service=sharing",
            "spring.config.import=classpath:meridian/service.yaml",
            "meridian.outbox.poll=1h",
            "meridian.erasure.poll=1h",
            "meridian.group-commit.writers=1"
        })
abstract class CommitFixture {

    static final Country DEU = Country.of("DEU");
    static final Country FRA = Country.of("FRA");
    static final Country TWN = Country.of("TWN");

    @Autowired
    GroupCommits commits;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StatementLog statements;

    record Note(UUID id, String title) {
        static Note of(String title) {
            return new Note(UUID.randomUUID(), title);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestCluster.shared().migrate("sharing", CommitFixture.class.getClassLoader());
        TestCluster.shared().properties("sharing", "eu").forEach((name, value) -> registry.add(name, () -> value));
        registry.add("meridian.keys", () -> TestTokens.keys().toString());
    }

    @BeforeEach
    void clear() {
        for (Country country : List.of(DEU, FRA, TWN)) {
            jdbc.sql("DELETE FROM note WHERE country_code = :country")
                    .param("country", country.code())
                    .update();
        }
        statements.clear();
    }

    /** What is there already is left as it is; a title that is taken is an error. */
    List<Boolean> write(Country country, List<Note> items) {
        jdbc.sql("""
                        INSERT INTO note (id, country_code, title)
                        SELECT v.id, :country, v.title
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:titles AS text[])) AS v(id, title)
                         WHERE NOT EXISTS (SELECT 1 FROM note n WHERE n.id = v.id AND n.country_code = :country)
                        """)
                .param("country", country.code())
                .param("ids", items.stream().map(note -> note.id().toString()).toArray(String[]::new))
                .param("titles", items.stream().map(Note::title).toArray(String[]::new))
                .update();
        return items.stream().map(note -> true).toList();
    }

    int count(Country country) {
        return jdbc.sql("SELECT count(*) FROM note WHERE country_code = :country")
                .param("country", country.code())
                .query(Integer.class)
                .single();
    }
}
