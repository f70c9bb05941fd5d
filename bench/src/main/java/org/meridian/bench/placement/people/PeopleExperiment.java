package org.meridian.bench.placement.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meridian.bench.Experiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.bytes.ByteSearch;
import org.meridian.bench.security.bytes.Needle;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.cast.Person;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.Delivery;
import org.meridian.bench.world.World;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.platform.id.ResidentId;

/** People of every country use every route, at home, through every gateway and abroad; then every file is searched for them. */
public final class PeopleExperiment implements Experiment {

    private static final int OF_EACH_REGION_QUICK = 1;

    /** More would be the same tables again: a region's countries share their partitions. */
    private static final int OF_EACH_REGION = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the place, the site and the employer that somebody visits must know, with the audit trail and receipts of it. */
    private static final Set<String> VISITORS =
            Set.of("checkin.check_in.resident_id", "sampling.sample.resident_id", "sharing.roster_member.resident_id");

    /** What a traveller's own rows at home say of where she was: to whom she gave a consent, and the audit trail of that. */
    private static final Set<String> VISITED = Set.of("sharing.consent.unit_id", "sharing.audit_event.detail");

    @Override
    public String name() {
        return "people";
    }

    @Override
    public void run(World world, Findings findings) {
        Stack stack = world.stack();
        try (Nodes nodes = new Nodes(stack)) {
            List<String> countries =
                    Crowd.countries(stack.topology(), world.quick() ? OF_EACH_REGION_QUICK : OF_EACH_REGION);
            Crowd crowd = Crowd.of(world, countries);
            findings.add(Check.none(
                    "people: houses and travellers whose calls did not go as they must",
                    crowd.failures().size()));
            crowd.failures().forEach(failure -> findings.remark("people: " + failure));
            delivered(world, findings);
            List<Needle> needles = Harvest.of(stack, crowd);
            ByteSearch search = ByteSearch.of(needles);
            nodes.settle();
            Whereabouts whereabouts = new Whereabouts(stack, search);
            whereabouts.look();
            nodes.longValues(search, whereabouts);
            files(whereabouts, countries, findings);
            findings.add(Figure.count(
                    "people: canaries searched for",
                    needles.stream().map(Needle::what).distinct().count()));
            findings.add(Figure.count("people: forms of them", needles.size()));
            answers(world, crowd, search, findings);
            abroad(nodes, crowd, findings);
            findings.add(Check.equal(
                    "people: canaries planted in other regions' logs that were found",
                    planted(stack, crowd, search),
                    "",
                    Stack.ALL_REGIONS.size()));
        }
    }

    private static void delivered(World world, Findings findings) {
        long waiting = world.stack().topology().regions().stream()
                .filter(region -> Double.isNaN(
                        new Delivery(world.in(region.countries().getFirst().code(), world.seed()))
                                .awaitDelivered(PATIENCE)))
                .count();
        findings.add(Check.none("people: regions where events still wait", waiting));
    }

    private static void files(Whereabouts whereabouts, List<String> countries, Findings findings) {
        findings.add(Check.none(
                "people: canaries in files of other regions",
                whereabouts.faults().size()));
        whereabouts.faults().stream().limit(100).forEach(fault -> findings.remark("people: " + fault));
        Map<String, Set<String>> kinds = whereabouts.atHome().entrySet().stream()
                .collect(Collectors.groupingBy(
                        found -> Marked.country(found.getKey()),
                        Collectors.flatMapping(found -> found.getValue().stream(), Collectors.toSet())));
        Set<String> unseen = new TreeSet<>(countries);
        unseen.removeIf(country -> kinds.getOrDefault(country, Set.of()).contains("data"));
        findings.add(Check.none("people: countries whose canaries are not in their own region's data", unseen.size()));
        unseen.forEach(country -> findings.remark("people: not at home: " + country));
        Set<String> logged = whereabouts.atHome().entrySet().stream()
                .filter(found -> found.getValue().contains("log of changes"))
                .map(found -> Marked.region(found.getKey()))
                .collect(Collectors.toSet());
        findings.add(Check.equal(
                "people: regions whose canaries are in their own log of changes",
                logged.size(),
                "",
                Stack.ALL_REGIONS.size()));
        findings.add(Figure.count("people: countries", countries.size()));
        findings.add(Figure.count("people: files searched", whereabouts.files()));
        findings.add(Figure.plain("people: searched", whereabouts.bytes() / 1e6, "MB"));
        findings.add(Figure.count(
                "people: canaries found at home", whereabouts.atHome().size()));
    }

    /** What people, desks, units and analysts of other regions are told; auditors and administrators may ask across. */
    private static void answers(World world, Crowd crowd, ByteSearch search, Findings findings) {
        Set<String> told = new TreeSet<>();
        long asked = 0;
        for (Witness.Exchange exchange : crowd.witness().exchanges()) {
            if (exchange.country() == null || exchange.mayTellOfOthers()) {
                continue;
            }
            asked++;
            String region = world.stack()
                    .topology()
                    .regionOf(Country.of(exchange.country()))
                    .name();
            search.in(exchange.reply().body()).stream()
                    .filter(hit -> !Marked.mayBeAt(hit, region))
                    .forEach(hit ->
                            told.add(exchange.method() + " " + exchange.path() + " from " + region + ": " + hit));
        }
        findings.add(Check.none("people: answers and exports that tell another region of them", told.size()));
        told.stream().limit(10).forEach(one -> findings.remark("people: " + one));
        findings.add(Figure.count("people: answers and exports searched", asked));
        List<String> never = crowd.witness().neverWentWell();
        findings.add(Check.none("people: operations of the access table that never went well", never.size()));
        never.forEach(operation -> findings.remark("people: never went well: " + operation));
    }

    private static void abroad(Nodes nodes, Crowd crowd, Findings findings) {
        List<ResidentId> travellers = crowd.travellers().stream()
                .map(person -> ResidentId.of(person.id()))
                .toList();
        named(nodes.abroad(travellers), VISITORS, "travellers", findings);
        List<ResidentId> visited = crowd.cast().houses().stream()
                .filter(crowd::isVisited)
                .flatMap(house -> Harvest.TAKEN_HOME.stream().map(house::thing))
                .map(ResidentId::of)
                .toList();
        named(nodes.abroad(visited), VISITED, "what they visited", findings);
    }

    /** In which columns of other regions these stand, and that they stand in no others. */
    private static void named(Set<String> columns, Set<String> known, String whom, Findings findings) {
        Set<String> more = new TreeSet<>(columns);
        more.removeAll(known);
        findings.add(Check.none("people: columns abroad that name " + whom + " and need not", more.size()));
        findings.add(Check.atLeast("people: columns abroad that name " + whom, columns.size(), "", 1));
        more.forEach(column -> findings.remark("people: names " + whom + ": " + column));
        findings.remark("people: " + whom + " are named abroad in " + String.join(", ", columns));
    }

    /** Somebody's phone in a log of the next region. */
    private static long planted(Stack stack, Crowd crowd, ByteSearch search) {
        long found = 0;
        List<Region> regions = stack.topology().regions();
        for (House house : crowd.cast().houses().subList(0, regions.size())) {
            Region home = stack.topology().regionOf(Country.of(house.country()));
            Region other = regions.get((regions.indexOf(home) + 1) % regions.size());
            Person person = house.residents().getFirst();
            Path file = stack.run().resolve("log").resolve(other.name() + "-planted.log");
            try {
                Files.writeString(file, "registered " + person.identity().phone() + "\n");
                Whereabouts whereabouts = new Whereabouts(stack, search);
                whereabouts.look(file);
                found += whereabouts.faults().stream().anyMatch(f -> f.endsWith("/phone")) ? 1 : 0;
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }
}
