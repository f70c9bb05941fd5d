package org.meridian.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.retention.RetentionRule;
import org.meridian.platform.retention.RetentionSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Point 6: what docs/settings.md says of retention is what a service does, and each key there binds. */
public final class DocumentedRetention {

    private static final Pattern ROW =
            Pattern.compile("\\| `meridian\\.retention\\.([a-z-]+)` \\| ([0-9]+[smhd]) \\| ([a-z -]+?) \\|.*");
    private static final Country DEU = Country.of("DEU");
    private static final Country TWN = Country.of("TWN");

    private DocumentedRetention() {}

    /**
     * @param service such as {@code checkin}
     * @param rules all that the service has
     */
    public static void assertIsTrueOf(String service, Collection<RetentionRule> rules) {
        Map<String, Duration> documented = documented(service);
        Map<String, Duration> real = new TreeMap<>();
        rules.forEach(rule -> real.put(rule.name(), rule.normally()));
        assertThat(documented).as("docs/settings.md about " + service).isEqualTo(real);
        for (RetentionRule rule : rules) {
            Duration general = rule.normally().plusDays(2);
            Duration own = rule.normally().plusDays(1);
            RetentionSettings settings = bind(
                    rules,
                    Map.of(
                            "meridian.retention." + rule.name(), RetentionRule.text(general),
                            "meridian.retention.countries.DEU." + rule.name(), RetentionRule.text(own)));
            assertThat(settings.kept(rule, TWN)).as(rule.name()).isEqualTo(general);
            assertThat(settings.kept(rule, DEU)).as(rule.name()).isEqualTo(own);
        }
    }

    /** Every table that there is has its line in docs/retention.md: when its rows go, or why they stay. */
    public static void assertDecidesOnEveryTable(JdbcClient jdbc) {
        String page = read("../docs/retention.md");
        List<String> tables = jdbc.sql("""
                        SELECT c.relname FROM pg_class c
                         WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition
                           AND c.relname NOT IN ('flyway_schema_history', 'division')
                           AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
                        """).query(String.class).list();
        assertThat(tables)
                .hasSizeGreaterThan(5)
                .allSatisfy(
                        table -> assertThat(page).as("docs/retention.md").containsPattern("(?m)^\\|.*`" + table + "`"));
    }

    private static RetentionSettings bind(Collection<RetentionRule> rules, Map<String, String> properties) {
        return RetentionSettings.of(new Binder(new MapConfigurationPropertySource(properties)), rules, Topology.load());
    }

    private static Map<String, Duration> documented(String service) {
        Map<String, Duration> rules = new HashMap<>();
        for (String line : read("../docs/settings.md").split("\n")) {
            Matcher row = ROW.matcher(line);
            if (row.matches()
                    && (row.group(3).equals("every service") || row.group(3).equals(service + "-service"))) {
                rules.put(row.group(1), DurationStyle.detectAndParse(row.group(2)));
            }
        }
        return new TreeMap<>(rules);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
