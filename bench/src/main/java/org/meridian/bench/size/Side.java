package org.meridian.bench.size;

import java.net.URI;
import java.util.Map;
import org.meridian.bench.seed.City;
import org.meridian.bench.world.World;
import org.meridian.platform.id.ResidentId;

/**
 * A region with its city.
 *
 * @param world seen from the city's country, with its people
 * @param name in the report: how many live there
 */
record Side(World world, City city, String name) {

    static Side of(World platform, City city) {
        return new Side(platform.in(city.country(), city.seed()), city, people(city.residents()));
    }

    /** {@code 1 million}, {@code 25 million}, {@code 20,000}. */
    static String people(long residents) {
        return residents % 1_000_000 == 0
                ? residents / 1_000_000 + " million"
                : String.format(java.util.Locale.ROOT, "%,d", residents);
    }

    /** Somebody, another one for each number, from anywhere in the city. */
    ResidentId anybody(String purpose, int number) {
        return new ResidentId(
                city.person(Math.floorMod(city.random(purpose.hashCode(), number), city.residents())), city.country());
    }

    Pages pages() {
        return new Pages(world.stack().database(world.region()));
    }

    URI gateway() {
        return world.stack().gateway(world.region());
    }

    Map<String, ProcessHandle> processes() {
        return world.stack().processes(world.region());
    }
}
