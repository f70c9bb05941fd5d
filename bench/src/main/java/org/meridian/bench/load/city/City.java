package org.meridian.bench.load.city;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.meridian.bench.world.People;
import org.meridian.bench.world.World;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.CountryId;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;

/** Where the peak is: four countries of one region, served through its one gateway. People are numbered and appear once. */
public final class City {

    /** Half of all, a fifth, a fifth, a tenth. */
    private static final List<String> TEN =
            List.of("DEU", "FRA", "DEU", "ITA", "DEU", "FRA", "DEU", "ITA", "DEU", "POL");

    static final List<String> COUNTRIES = List.of("DEU", "FRA", "ITA", "POL");

    private static final AtomicLong NOBODY_TWICE = new AtomicLong(1L << 44);

    private final World world;
    private final IdGenerator ids = new IdGenerator(Clock.systemUTC());

    public City(World world) {
        this.world = world;
    }

    World world() {
        return world;
    }

    URI gateway() {
        return world.stack().gateway();
    }

    /** The country of the n-th person, tube, unit of a flow. */
    static String country(int number) {
        return TEN.get(number % TEN.size());
    }

    /** Takes so many people who were in nothing yet; the first one's number. */
    static long newPeople(int count) {
        return NOBODY_TWICE.getAndAdd(count);
    }

    ResidentId person(String country, long number) {
        return new People(world.seed(), country).resident(number);
    }

    <T extends CountryId> T newId(String country, java.util.function.BiFunction<UUID, String, T> type) {
        return ids.next(Country.of(country), type);
    }

    static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A table of the region, where all these countries' rows are. */
    String table(String service, String name) {
        return world.partition(service, name);
    }

    /** The ids of those that are there. */
    List<UUID> checkInsAt(List<? extends CountryId> places) {
        return world.sql()
                .list(
                        "SELECT id FROM " + table("checkin", "check_in") + " WHERE place_id = ANY(?)",
                        row -> row.getObject(1, UUID.class),
                        (Object) uuids(places));
    }

    /** In a statement: {@code ANY} of these. */
    static UUID[] uuids(List<? extends CountryId> ids) {
        return ids.stream().map(CountryId::id).toArray(UUID[]::new);
    }

    <T extends CountryId> List<T> newIds(int perCountry, java.util.function.BiFunction<UUID, String, T> type) {
        List<T> all = new ArrayList<>();
        for (String country : COUNTRIES) {
            for (int i = 0; i < perCountry; i++) {
                all.add(newId(country, type));
            }
        }
        return all;
    }

    /** Of a list that {@link #newIds} made: one of this country, another for each number. */
    static <T extends CountryId> T inCountry(List<T> all, String country, int number) {
        int perCountry = all.size() / COUNTRIES.size();
        return all.get(COUNTRIES.indexOf(country) * perCountry + number % perCountry);
    }
}
