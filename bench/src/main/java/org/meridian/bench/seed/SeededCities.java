package org.meridian.bench.seed;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.meridian.bench.stack.Sql;

/** What {@code bench/seed} filled in. */
public final class SeededCities {

    private SeededCities() {}

    /** The city on a node, if one is there as a whole. */
    public static Optional<City> on(DataSource owner) {
        Sql sql = new Sql(owner);
        if (sql.number("SELECT count(*) FROM pg_class WHERE oid = to_regclass('bench.seeded')") == 0) {
            return Optional.empty();
        }
        List<City> cities = sql.list(
                """
                        SELECT country, residents, seed, days, min(begun_at) FROM bench.seeded
                         GROUP BY country, residents, seed, days ORDER BY residents DESC
                        """,
                row -> new City(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getInt(4),
                        row.getTimestamp(5).toInstant()));
        return cities.stream()
                .filter(city -> sql.number(
                                "SELECT count(*) FROM bench.seeded WHERE country = ? AND residents = ? AND seed = ?",
                                city.country(),
                                city.residents(),
                                city.seed())
                        == new Sheets(city).count())
                .findFirst();
    }
}
