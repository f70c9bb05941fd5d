package org.meridian.bench.security.cast;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.meridian.platform.token.Role;

/** In one country somebody of each role, who belong together, and what is theirs. Two of a country know nothing of each other. */
public final class House {

    private static final Map<String, String> DIVISION = Map.of("USA", "US-CA", "DEU", "DE-BE", "TWN", "TW-TPE");

    private final String country;
    private final int number;
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);
    private final Map<Role, Identity> workers = new EnumMap<>(Role.class);
    private final Map<String, String> things = new HashMap<>();
    private final List<Person> residents = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();

    House(String country, int number) {
        this.country = country;
        this.number = number;
    }

    public String country() {
        return country;
    }

    /** 1 or 2. */
    public int number() {
        return number;
    }

    public String token(Role role) {
        return Objects.requireNonNull(tokens.get(role), () -> this + " has no " + role);
    }

    public Map<Role, String> tokens() {
        return Map.copyOf(tokens);
    }

    /** @param name as paths call it, for example {@code siteId} */
    public String thing(String name) {
        return Objects.requireNonNull(things.get(name), () -> this + " has no " + name);
    }

    public Map<String, String> things() {
        return Map.copyOf(things);
    }

    public Person resident() {
        return residents.getFirst();
    }

    public List<Person> residents() {
        return List.copyOf(residents);
    }

    public Identity worker(Role role) {
        return Objects.requireNonNull(workers.get(role), () -> this + " has no " + role);
    }

    /** Texts that nobody outside may see: names, phones, numbers of its people, names of its places. */
    public List<String> marks() {
        return List.copyOf(marks);
    }

    void works(Role role, Identity identity, String token) {
        workers.put(role, identity);
        tokens.put(role, token);
        marks.add(identity.name());
        marks.add(identity.phone());
    }

    void lives(Person person) {
        residents.add(person);
        tokens.putIfAbsent(Role.RESIDENT, person.token());
        things.putIfAbsent("residentId", person.id());
        marks.addAll(List.of(
                person.identity().name(),
                person.identity().phone(),
                person.identity().number()));
    }

    void has(String name, String id) {
        things.put(name, id);
    }

    void mark(String text) {
        marks.add(text);
    }

    /** What registers a site, a place or a unit of this name. */
    public static Map<String, Object> company(String country, String name) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("country", country);
        body.put("name", name);
        body.put("corpName", "Bench Ltd");
        body.put("corpNo", "B-1");
        body.put("division", DIVISION.getOrDefault(country, country));
        return body;
    }

    /** What proposes another colour for somebody. */
    public static Map<String, Object> override(String residentId) {
        return Map.of(
                "residentId",
                residentId,
                "colour",
                "GREEN",
                "reason",
                "tested elsewhere",
                "evidence",
                Map.of("reference", "file 1", "sha256", "0".repeat(64)),
                "endsAt",
                Clock.systemUTC().instant().plusSeconds(36_000).toString());
    }

    /** A day, as in forms. */
    public static String inDays(int days) {
        return LocalDate.now(Clock.systemUTC().withZone(ZoneOffset.UTC))
                .plusDays(days)
                .toString();
    }

    @Override
    public String toString() {
        return country + " " + number;
    }
}
