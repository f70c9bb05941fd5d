package org.meridian.bench.load.city;

import java.util.List;
import java.util.stream.IntStream;
import org.meridian.platform.id.ResidentId;

/** People whose last test was yesterday and negative. */
public final class Tested {

    private Tested() {}

    /** New ones, written into the database. */
    public static List<ResidentId> people(City city, int count) {
        long first = City.newPeople(count);
        new Seeds(city).tested(count, i -> city.person(City.country(i), first + i));
        return IntStream.range(0, count)
                .mapToObj(i -> city.person(City.country(i), first + i))
                .toList();
    }
}
