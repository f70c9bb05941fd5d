package org.meridian.bench.placement.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meridian.bench.placement.catalogue.Relation.Kind;
import org.meridian.db.placement.Target;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Topology;

/**
 * Compares a server's catalogue with the topology. It knows nothing of how the product renders its tables: each partition
 * must hold its countries where they belong, and what is neither a partition nor declared to be without people is a fault.
 */
final class CatalogueCheck {

    private final Topology topology;
    private final Target target;
    private final Map<String, Definition> definitions;
    private final Map<String, String> nodes;
    private final List<String> faults = new ArrayList<>();

    /** @param nodes where each region's node is; empty where there is one server for all */
    CatalogueCheck(Topology topology, Target target, Map<String, Definition> definitions, Map<String, String> nodes) {
        this.topology = topology;
        this.target = target;
        this.definitions = definitions;
        this.nodes = nodes;
    }

    /** A sentence for each fault. */
    List<String> faults(Catalogue catalogue) {
        faults.clear();
        Map<String, Relation> tables = new HashMap<>();
        catalogue.relations().stream()
                .filter(r -> r.kind() == Kind.TABLE || r.kind() == Kind.FOREIGN_TABLE)
                .forEach(table -> tables.put(table.name() + "@" + table.schema(), table));
        for (Relation relation : catalogue.relations()) {
            relation(relation, tables);
        }
        definitions.forEach((service, definition) -> complete(service, definition, catalogue));
        rows(catalogue);
        if (target instanceof Target.LocalNode) {
            faults.addAll(catalogue.oddities());
        }
        catalogue.servers().forEach((name, address) -> {
            if (!address.equals(nodes.get(name))) {
                faults.add("server " + name + " leads to " + address + ", the topology's node is " + nodes.get(name));
            }
        });
        return List.copyOf(faults);
    }

    private void relation(Relation relation, Map<String, Relation> tables) {
        if (!relation.permanent()) {
            faults.add(relation + " is temporary or unlogged");
        }
        boolean inside = relation.kind() == Kind.TOAST || relation.schema().equals("pg_toast");
        if (!inside && !definitions.containsKey(relation.schema())) {
            faults.add(relation + ": no service has a schema " + relation.schema());
            return;
        }
        switch (relation.kind()) {
            case PARTITIONED_TABLE -> {
                if (!definition(relation).indexes().containsKey(relation.name())) {
                    faults.add(relation + " is in no migration");
                }
            }
            case TABLE, FOREIGN_TABLE -> table(relation);
            case INDEX, TOAST -> follower(relation, tables);
            case SEQUENCE -> faults.add("sequence " + relation + " belongs to no region");
            case VIEW, MATERIALIZED_VIEW, PARTITIONED_INDEX, OTHER ->
                faults.add(relation + ": nothing says where a " + relation.kind() + " belongs");
        }
    }

    private Definition definition(Relation relation) {
        return definitions.getOrDefault(relation.schema(), new Definition(Map.of(), Set.of()));
    }

    private void table(Relation table) {
        if (table.parent().isEmpty()) {
            if (table.kind() != Kind.TABLE || !definition(table).reference().contains(table.name())) {
                faults.add(table + " has no placement");
            }
            return;
        }
        Optional<Partition> partition = partition(table);
        if (partition.isEmpty()) {
            faults.add(table + " holds " + some(table.countries()) + ", which is no partition of the topology");
            return;
        }
        String region = partition.get().region().name();
        switch (target) {
            case Target.LocalNode(var here) -> {
                boolean own = here.name().equals(region);
                if (own != (table.kind() == Kind.TABLE)) {
                    faults.add(
                            table + " is a " + table.kind() + " at " + here.name() + ", its rows belong to " + region);
                }
                if (!own && !table.server().equals(region)) {
                    faults.add(table + " leads to " + table.server() + ", its rows belong to " + region);
                }
                if (!own && !table.remote().equals(table.toString())) {
                    faults.add(table + " stands for " + table.remote() + " of " + table.server());
                }
                tablespace(table, "");
            }
            case Target.SinglePostgres single -> tablespace(table, region + "_ts");
            case Target.Yugabyte yugabyte -> tablespace(table, region + "_ts");
        }
    }

    private void tablespace(Relation relation, String expected) {
        if (!relation.tablespace().equals(expected)) {
            faults.add(relation + " lies in tablespace '" + relation.tablespace() + "' instead of '" + expected + "'");
        }
    }

    /** An index and a TOAST table lie where their table does; what a local node has of a table of its own, is its own. */
    private void follower(Relation relation, Map<String, Relation> tables) {
        List<Relation> owners = tables.values().stream()
                .filter(t -> t.name().equals(relation.of()))
                .filter(t -> relation.schema().equals("pg_toast") || t.schema().equals(relation.schema()))
                .toList();
        if (owners.isEmpty()) {
            faults.add(relation + " belongs to " + relation.of() + ", which is no table that is placed");
        } else if (owners.stream().noneMatch(t -> t.tablespace().equals(relation.tablespace()))) {
            faults.add(relation + " lies in tablespace '" + relation.tablespace() + "', its table " + owners.getFirst()
                    + " in '" + owners.getFirst().tablespace() + "'");
        }
    }

    private Optional<Partition> partition(Relation table) {
        return topology.partitions().stream()
                .filter(p -> codes(p).equals(table.countries()))
                .filter(p -> table.name().equals(p.of(table.parent())))
                .findFirst();
    }

    private static Set<String> codes(Partition partition) {
        return partition.countries().stream().map(Country::code).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every table that is defined is there with a partition for each of the topology's, and those have all their indexes. */
    private void complete(String service, Definition definition, Catalogue catalogue) {
        Map<String, Set<String>> partitions = new TreeMap<>();
        Map<String, Set<String>> indexes = new LinkedHashMap<>();
        for (Relation relation : catalogue.relations()) {
            if (!relation.schema().equals(service)) {
                continue;
            }
            if (relation.kind() == Kind.INDEX) {
                indexes.computeIfAbsent(relation.of(), of -> new TreeSet<>()).add(relation.definition());
            } else if (!relation.parent().isEmpty()) {
                partitions
                        .computeIfAbsent(relation.parent(), parent -> new TreeSet<>())
                        .add(relation.name());
            }
        }
        definition.indexes().forEach((table, count) -> {
            Set<String> there = partitions.getOrDefault(table, Set.of());
            for (Partition partition : topology.partitions()) {
                String name = partition.of(table);
                if (!there.contains(name)) {
                    faults.add(service + "." + name + " is missing");
                } else if (isStoredHere(partition)
                        && indexes.getOrDefault(name, Set.of()).size() != count) {
                    faults.add("%s.%s has %d indexes instead of %d"
                            .formatted(
                                    service,
                                    name,
                                    indexes.getOrDefault(name, Set.of()).size(),
                                    count));
                }
            }
        });
    }

    private boolean isStoredHere(Partition partition) {
        return !(target instanceof Target.LocalNode(var here))
                || here.name().equals(partition.region().name());
    }

    /** Whatever the partition's bound says: each row that is stored here belongs here. */
    private void rows(Catalogue catalogue) {
        catalogue
                .rows()
                .forEach((table, counts) -> counts.forEach((country, count) -> {
                    Optional<Partition> right = topology.partitions().stream()
                            .filter(p -> codes(p).contains(country))
                            .findFirst();
                    if (right.isEmpty()
                            || !isStoredHere(right.get())
                            || !table.endsWith("_" + right.get().suffix())) {
                        faults.add(count + " rows of " + country + " lie in " + table);
                    }
                }));
    }

    private static String some(Set<String> countries) {
        return countries.size() > 5
                ? countries.size() + " countries"
                : countries.isEmpty() ? "no country" : String.join(", ", countries);
    }
}
