package org.meridian.bench.security.cast;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import org.meridian.db.topology.Country;

/** Two houses in each of three countries, and the way to each of them. */
public final class Cast {

    public static final List<String> COUNTRIES = List.of("USA", "DEU", "TWN");
    private static final int HOUSES = 2;

    private final World world;
    private final Wire wire = new Wire();
    private final FrontDesk desk;
    private final String admin;
    private final List<House> houses;

    public Cast(World world) {
        this.world = world;
        this.desk = new FrontDesk(wire, this::gateway, world.tokens()::longer);
        this.admin = desk.admin();
        List<Callable<House>> building = new ArrayList<>();
        for (String country : COUNTRIES) {
            for (int number = 1; number <= HOUSES; number++) {
                var builder = new HouseBuilder(wire, desk, gateway(country), admin, country, number, world.seed());
                building.add(builder::build);
            }
        }
        this.houses = Wire.together(building.size(), building);
    }

    public Wire wire() {
        return wire;
    }

    public FrontDesk desk() {
        return desk;
    }

    /** The token of the platform's first administrator. */
    public String admin() {
        return admin;
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
        return stack().gateway(region(country));
    }

    /** A service's own address in a country's region. */
    public URI service(String country, String service) {
        return stack().service(region(country), service);
    }

    public List<URI> gateways() {
        return Stack.ALL_REGIONS.stream().map(stack()::gateway).toList();
    }

    private String region(String country) {
        return stack().topology().regionOf(Country.of(country)).name();
    }

    private Stack stack() {
        return world.stack();
    }
}
