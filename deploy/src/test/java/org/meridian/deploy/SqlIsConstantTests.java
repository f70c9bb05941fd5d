package org.meridian.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Point 10: what a caller sends reaches the database as parameters, never as text. */
class SqlIsConstantTests {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** What is put together otherwise, and why nothing of a caller's can be in it. */
    private static final Map<String, String> EXCEPTIONS = pairs(
            "CountryStatements.java: texts.computeIfAbsent(",
            "it puts a partition's name for a table's into texts, which are looked at where they are handed to it",
            "DeletedRows.java: \"DELETE FROM \" + table",
            "PersonalRows beans name their table and column as literals beside each feature",
            "Remover.java: \"DELETE FROM %1$s",
            "RetentionRule beans name table, columns and condition as literals beside each feature",
            "Remover.java: \"SELECT DISTINCT t.country_code FROM %s",
            "the same rules",
            "KnownRows.java: \"SELECT resident_id, erased, %1$s AS told_version, %2$s FROM health_status WHERE country_code = :country"
                    + " AND resident_id > :after",
            "Topic is an enum, its columns are literals",
            "KnownRows.java: \"SELECT resident_id, erased, %1$s AS told_version, %2$s FROM health_status WHERE country_code = :country"
                    + " AND resident_id = ANY(:residents)",
            "the same enum",
            "PersonStates.java: PersonStateSql.add(topology.partitionOf(country))",
            "columns joined from constants",
            "PersonStates.java: PersonStateSql.refold(topology.partitionOf(country))",
            "the same constants",
            "TubeCounts.java: text",
            "columns and groups are chosen from constants by enum and by whether there is a parameter",
            "Rows.java: sql",
            "the command that verifies an audit trail gives literals, partitions and the name of its own service",
            "CallsInTime.java: request",
            "a call of another service, which reaches no database",
            "Cut.java: sql",
            "the command that cuts an audit trail off gives literals, partitions and the name of its own service",
            "ForgottenResults.java: \"SELECT DISTINCT resident_id",
            "the retention rules of results give their condition as a literal",
            "ForgottenResults.java: \"DELETE FROM person_result",
            "the same rules");

    private static Map<String, String> pairs(String... textsAndReasons) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < textsAndReasons.length; i += 2) {
            pairs.put(textsAndReasons[i], textsAndReasons[i + 1]);
        }
        return pairs;
    }

    @Test
    void point10EveryStatementOfServicesAndPlatformIsMadeOfConstants() throws IOException {
        SqlTexts texts = new SqlTexts(sources());
        List<String> varying = texts.varying();
        assertThat(texts.seen()).isGreaterThan(150);
        assertThat(varying)
                .filteredOn(text -> EXCEPTIONS.keySet().stream().noneMatch(plain(text)::startsWith))
                .isEmpty();
        assertThat(EXCEPTIONS.keySet())
                .as("none is an exception any more than it needs to be")
                .allMatch(exception -> varying.stream()
                                .filter(text -> plain(text).startsWith(exception))
                                .count()
                        == 1);
    }

    @Test
    void point10StatementsWithSomethingOfTheCallersAreFound(@TempDir Path folder) throws IOException {
        String source = """
                class Planted {
                    private static final String SELECT = "SELECT name FROM site";
                    Jdbc jdbc;
                    void fine(Partition own) {
                        jdbc.sql("SELECT 1");
                        jdbc.sql(SELECT + " WHERE country_code = :country").param("country", "DEU");
                        jdbc.sql(SELECT + " LIMIT %d".formatted(5));
                        jdbc.sql("INSERT INTO " + own.of("site") + " VALUES (:id)");
                        jdbc.sql(ordered("name"));
                    }
                    String ordered(String column) { return SELECT + " ORDER BY " + column; }
                    void bad1(String name) { jdbc.sql("SELECT 1 FROM site WHERE name = '" + name + "'"); }
                    void bad2(String order) { jdbc.sql(SELECT + " ORDER BY %s".formatted(order)); }
                    void bad3(String text) { String sql = SELECT; sql += text; jdbc.sql(sql); }
                    void bad4(Request request) { jdbc.sql(ordered(request.sort())); }
                    void bad5(Request request) { connection.prepareStatement(String.join(" ", SELECT, request.where())); }
                    void bad6(StringBuilder text) { statement.execute(text.toString()); }
                }
                """;
        Path file = Files.writeString(folder.resolve("Planted.java"), source);
        assertThat(new SqlTexts(List.of(file)).varying())
                .hasSize(6)
                .allMatch(text -> text.startsWith("Planted.java: "));
    }

    /** Without the line ends of a text block. */
    private static String plain(String text) {
        return text.replace("\\n", " ").replaceAll("\\s+", " ");
    }

    /** Beside the services and platform, what of db runs in them; the rest of db and deploy make databases, for nobody's call. */
    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> {
                        String path = ROOT.relativize(file).toString().replace('\\', '/');
                        return path.matches("(\\w+-service|platform)/src/main/java/.*")
                                || path.startsWith("db/src/main/java/org/meridian/db/data/");
                    })
                    .toList();
        }
    }
}
