package org.meridian.bench.security.cast;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import org.meridian.db.topology.Country;

/** Two houses in each of three countries, and the way to each of them. */
public final class Cast {

    public static final List<String> COUNTRIES = List.of("USA", "DEU", "TWN");

    /** What each service gives to a resident. */
    public static final Map<String, String> OWN = Map.of(
            "registration", "/v1/me",
            "sampling", "/v1/me/samples",
            "results", "/v1/me/results",
            "checkin", "/v1/me/health-code",
            "sharing", "/v1/me/consents");

    private static final int HOUSES = 2;

    /** How many houses are built at once. */
    private static final int BUILDERS = 8;

    private final World world;
    private final Wire wire;
    private final Function<String, URI> doors;
    private final FrontDesk desk;
    private final List<House> houses;

    public Cast(World world) {
        this(world, COUNTRIES, HOUSES, new Wire(), country -> gateway(world, country));
    }

    /**
     * One house in each of these countries.
     *
     * @param doors through which gateway a country's people come
     */
    public Cast(World world, List<String> countries, Wire wire, Function<String, URI> doors) {
        this(world, countries, 1, wire, doors);
    }

    private Cast(World world, List<String> countries, int number, Wire wire, Function<String, URI> doors) {
        this.world = world;
        this.wire = wire;
        this.doors = doors;
        this.desk = new FrontDesk(wire, doors, world.tokens()::longer);
        FrontDesk.Administrators administrators = desk.administrators();
        List<Callable<House>> building = new ArrayList<>();
        for (String country : countries) {
            for (int i = 1; i <= number; i++) {
                var builder =
                        new HouseBuilder(wire, desk, doors.apply(country), administrators, country, i, world.seed());
                building.add(builder::build);
            }
        }
        this.houses = Wire.together(BUILDERS, building);
    }

    /** Through which gateway a country's people come. */
    public URI door(String country) {
        return doors.apply(country);
    }

    public Wire wire() {
        return wire;
    }

    public FrontDesk desk() {
        return desk;
    }

    public List<House> houses() {
        return houses;
    }

    public House house(String country, int number) {
        return houses.stream()
                .filter(h -> h.country().equals(country) && h.number() == number)
                .findFirst()
                .orElseThrow();
    }

    /** The gateway of a country's region. */
    public URI gateway(String country) {
        return gateway(world, country);
    }

    /** A service's own address in a country's region. */
    public URI service(String country, String service) {
        return stack().service(region(world, country), service);
    }

    public List<URI> gateways() {
        return Stack.ALL_REGIONS.stream().map(stack()::gateway).toList();
    }

    private static URI gateway(World world, String country) {
        return world.stack().gateway(region(world, country));
    }

    private static String region(World world, String country) {
        return world.stack().topology().regionOf(Country.of(country)).name();
    }

    private Stack stack() {
        return world.stack();
    }
}
