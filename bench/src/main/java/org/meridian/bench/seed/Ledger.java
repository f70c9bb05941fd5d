package org.meridian.bench.seed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;

/**
 * What was filled, noted in the transaction that filled it: so a seeding that was cut off goes on where it was. In a schema
 * of the bench's own.
 */
final class Ledger {

    private final City city;

    Ledger(City city) {
        this.city = city;
    }

    static void prepare(Statement statement) throws SQLException {
        statement.execute("CREATE SCHEMA IF NOT EXISTS bench");
        statement.execute("""
                CREATE TABLE IF NOT EXISTS bench.seeded (
                    sheet text, country text, residents bigint, seed bigint, days int, begun_at timestamptz,
                    PRIMARY KEY (sheet, country, residents, seed, days))
                """);
    }

    /** Of another seeding of these people that was cut off: when it began, since all times count from then. */
    static Optional<City> resumed(Statement statement, City city) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT min(begun_at) FROM bench.seeded WHERE " + same(city))) {
            row.next();
            return Optional.ofNullable(row.getTimestamp(1))
                    .map(at -> new City(city.country(), city.residents(), city.seed(), city.days(), at.toInstant()));
        }
    }

    boolean has(Statement statement, Sheet sheet) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM bench.seeded WHERE sheet = '"
                + sheet.name() + "' AND " + same(city) + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    void note(Statement statement, Sheet sheet) throws SQLException {
        statement.execute(String.format(
                Locale.ROOT,
                "INSERT INTO bench.seeded VALUES ('%s', '%s', %d, %d, %d, '%s')",
                sheet.name(),
                city.country(),
                city.residents(),
                city.seed(),
                city.days(),
                city.now()));
    }

    private static String same(City city) {
        return String.format(
                Locale.ROOT,
                "country = '%s' AND residents = %d AND seed = %d AND days = %d",
                city.country(),
                city.residents(),
                city.seed(),
                city.days());
    }
}
