package org.meridian.bench.placement.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.meridian.bench.security.bytes.Canary;
import org.meridian.bench.security.bytes.Needle;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.cast.Identity;
import org.meridian.bench.security.cast.Person;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.stack.Stack;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.token.Role;

/**
 * What must be in one region alone: what people told about themselves, every id that belongs to them or to their places, and
 * what the home database made of them: ciphertexts, keyed indexes, the ids of all rows that are about them.
 */
final class Harvest {

    private static final String COLUMNS = """
            SELECT table_name, column_name, data_type FROM information_schema.columns
             WHERE table_schema = ? AND table_name LIKE ? AND data_type IN ('uuid', 'bytea')
             ORDER BY table_name, ordinal_position""";

    /** What a traveller's own rows at home say of where she was. */
    static final Set<String> TAKEN_HOME = Set.of("siteId", "place", "unitId");

    private final Stack stack;
    private final Set<UUID> known = new HashSet<>();
    private final List<Needle> needles = new ArrayList<>();

    Harvest(Stack stack) {
        this.stack = stack;
    }

    /** Of people who stay at home everything; of those who travel not the ids, which the places they visit must know. */
    static List<Needle> of(Stack stack, Crowd crowd) {
        Harvest harvest = new Harvest(stack);
        for (House house : crowd.cast().houses()) {
            harvest.told(house);
            if (crowd.isVisited(house)) {
                TAKEN_HOME.forEach(name ->
                        harvest.known.add(ResidentId.of(house.thing(name)).id()));
            }
        }
        crowd.cast().houses().forEach(harvest::things);
        Map<Region, List<UUID>> residents = new HashMap<>();
        for (House house : crowd.cast().houses()) {
            for (Person person : house.residents()) {
                residents
                        .computeIfAbsent(harvest.region(house.country()), region -> new ArrayList<>())
                        .add(ResidentId.of(person.id()).id());
            }
        }
        residents.forEach(harvest::rows);
        crowd.travellers().forEach(person -> harvest.identity(person.identity(), "traveller's "));
        crowd.travellers().forEach(harvest::sealed);
        return List.copyOf(harvest.needles);
    }

    private Region region(String country) {
        return stack.topology().regionOf(Country.of(country));
    }

    private Marked mark(String country) {
        return new Marked(region(country).name(), country);
    }

    private void told(House house) {
        Marked mark = mark(house.country());
        house.residents().forEach(person -> {
            identity(person.identity(), "");
            id(mark, "resident's id", person.id());
        });
        for (Role role : List.of(Role.SAMPLER, Role.TESTER, Role.SITE_ADMIN, Role.PLACE_OWNER, Role.UNIT_ADMIN)) {
            identity(house.worker(role), "worker's ");
        }
    }

    private void things(House house) {
        Marked mark = mark(house.country());
        house.things().forEach((name, id) -> {
            if (!TAKEN_HOME.contains(name) || !known.contains(ResidentId.of(id).id())) {
                id(mark, name, id);
            }
        });
    }

    private void identity(Identity identity, String whose) {
        Marked mark = mark(identity.country());
        text(mark, whose + "name", identity.name());
        text(mark, whose + "phone", identity.phone());
        text(mark, whose + "national id", identity.number());
    }

    private void text(Marked mark, String kind, String text) {
        needles.addAll(new Canary(mark.what(kind), text).needles());
    }

    /** As the API writes it, and if it is one, as the database has it. */
    private void id(Marked mark, String kind, String id) {
        if (id.length() < Needle.SHORTEST) {
            return; // there is none
        }
        text(mark, kind, id);
        if (id.matches("[A-Z]{3}-[0-9A-Z]{26}")) {
            needles.addAll(Canary.needles(mark.what(kind), ResidentId.of(id).id()));
        }
    }

    /** All ids and bytes of the rows, in every service's partitions of this region, that are about these people. */
    private void rows(Region region, Collection<UUID> people) {
        Sql sql = new Sql(stack.database(region.name()));
        String ids = people.stream().map(UUID::toString).collect(Collectors.joining(","));
        for (String service : LocalCluster.SERVICES) {
            for (Partition partition : stack.topology().partitionsIn(region)) {
                Map<String, List<String>> columns = new LinkedHashMap<>();
                sql.list(
                                COLUMNS,
                                row -> Map.entry(row.getString(1), row.getString(2)),
                                service,
                                "%" + partition.of("").replace("_", "\\_"))
                        .forEach(column -> columns.computeIfAbsent(column.getKey(), table -> new ArrayList<>())
                                .add(column.getValue()));
                columns.forEach((table, names) -> {
                    String person = table.equals(partition.of("resident")) ? "id" : "resident_id";
                    if (names.contains(person)) {
                        read(sql, service + "." + table, person, names, ids);
                    }
                });
            }
        }
    }

    private void read(Sql sql, String table, String person, List<String> names, String ids) {
        String list = String.join(", ", names);
        sql.list(
                "SELECT country_code, " + list + " FROM " + table + " WHERE " + person
                        + " = ANY (CAST(string_to_array(?, ',') AS uuid[]))",
                row -> {
                    Marked mark = mark(row.getString(1));
                    for (int i = 0; i < names.size(); i++) {
                        String kind = table + "." + names.get(i);
                        if (row.getObject(i + 2) instanceof UUID id && !known.contains(id)) {
                            needles.addAll(Canary.needles(mark.what(kind), id));
                        } else if (row.getObject(i + 2) instanceof byte[] bytes
                                && bytes.length >= 16
                                && bytes.length < 1000) {
                            needles.addAll(Canary.needles(mark.what(kind), bytes));
                        }
                    }
                    return true;
                },
                ids);
    }

    /** What stands for a traveller at home: ciphertexts and the data key. The index of the number is for rosters abroad too. */
    private void sealed(Person person) {
        ResidentId id = ResidentId.of(person.id());
        Partition partition = stack.topology().partitionOf(id.country());
        String table = "registration." + partition.of("resident");
        List<String> names = List.of("data_key", "phone_index", "phone", "national_id", "name");
        read(
                new Sql(stack.database(partition.region().name())),
                table,
                "id",
                names,
                id.id().toString());
    }
}
