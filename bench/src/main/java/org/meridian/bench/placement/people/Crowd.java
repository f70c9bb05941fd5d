package org.meridian.bench.placement.people;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.meridian.bench.BenchException;
import org.meridian.bench.security.access.Asking;
import org.meridian.bench.security.access.OwnCalls;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.cast.Identity;
import org.meridian.bench.security.cast.Person;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;

/**
 * A house in each of some countries, whose people do everything that the product offers, each house through another gateway;
 * and from each of these countries somebody who travels to the next region.
 */
public final class Crowd {

    private static final int AT_ONCE = 8;

    private final Cast cast;
    private final Witness witness = new Witness();
    private final List<Person> travellers = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Topology topology;

    private Crowd(World world, List<String> countries) {
        this.topology = world.stack().topology();
        this.cast = new Cast(
                world, countries, new Wire(witness), country -> door(world.stack(), countries.indexOf(country)));
    }

    /** Each region has a gateway, and the next country takes the next one. */
    private static URI door(Stack stack, int number) {
        return stack.gateway(Stack.ALL_REGIONS.get(Math.floorMod(number, Stack.ALL_REGIONS.size())));
    }

    /** Everybody of these countries does everything. */
    public static Crowd of(World world, List<String> countries) {
        Crowd crowd = new Crowd(world, countries);
        Wire.together(AT_ONCE, crowd.lives(world));
        Wire.together(AT_ONCE, crowd.journeys(world));
        return crowd;
    }

    /** So many countries of each region, the best known ones first. */
    public static List<String> countries(Topology topology, int ofEachRegion) {
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < ofEachRegion; i++) {
            for (Region region : topology.regions()) {
                List<String> codes = region.countries().stream()
                        .map(Country::code)
                        .sorted((a, b) -> Boolean.compare(Cast.COUNTRIES.contains(b), Cast.COUNTRIES.contains(a)))
                        .toList();
                if (i < codes.size()) {
                    chosen.add(codes.get(i));
                }
            }
        }
        return chosen;
    }

    public Cast cast() {
        return cast;
    }

    Witness witness() {
        return witness;
    }

    List<Person> travellers() {
        return List.copyOf(travellers);
    }

    /** What did not go as it must. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    private Callable<Boolean> step(String what, Runnable work) {
        return () -> {
            try {
                work.run();
                return true;
            } catch (BenchException e) {
                failures.add(what + ": " + e.getMessage());
                return false;
            }
        };
    }

    private List<Callable<List<Boolean>>> lives(World world) {
        List<Callable<List<Boolean>>> lives = new ArrayList<>();
        for (House house : cast.houses()) {
            URI door = cast.door(house.country());
            Asking asking = new Asking(world.seed() + house.country().hashCode());
            var desks = step("the desks of " + house, () -> new Desk(cast, house, door, world.seed()).work());
            var calls = step("the calls of " + house, () -> OwnCalls.all(cast, house, asking, door));
            lives.add(() -> List.of(desks.call(), calls.call())); // a unit reads once an hour, and the desk as CSV
        }
        return lives;
    }

    /** Whether travellers come to this house, so that they take the ids of its place, site and unit home. */
    boolean isVisited(House house) {
        return cast.houses().stream()
                .anyMatch(from -> abroad(from).filter(house::equals).isPresent());
    }

    private Optional<House> abroad(House from) {
        return cast.houses().stream()
                .filter(other -> region(other).equals(next(region(from))))
                .findFirst();
    }

    private List<Callable<Boolean>> journeys(World world) {
        List<Callable<Boolean>> journeys = new ArrayList<>();
        for (House house : cast.houses()) {
            abroad(house)
                    .ifPresent(abroad ->
                            journeys.add(step("a journey from " + house, () -> travel(house, abroad, world.seed()))));
        }
        return journeys;
    }

    private void travel(House from, House to, long seed) {
        long own = seed * 17 + from.country().hashCode();
        Person person = cast.desk().register(Identity.of(from.country(), new Random(own)));
        travellers.add(person);
        new Desk(cast, to, cast.door(to.country()), own).serve(person);
    }

    private Region region(House house) {
        return topology.regionOf(Country.of(house.country()));
    }

    private Region next(Region region) {
        return topology.regions()
                .get((topology.regions().indexOf(region) + 1)
                        % topology.regions().size());
    }
}
