package org.meridian.bench.security.access;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.meridian.bench.Experiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.Theatre;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.world.World;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Operation;
import org.meridian.platform.token.Role;

/**
 * Every operation by every role and by nobody, on what is one's own, another's in the same country and another's abroad, in
 * three countries, through the gateway and straight at the service: each opens or refuses as the table says.
 */
public final class AccessExperiment implements Experiment {

    /** What a stranger would write to look like somebody that a gateway has let in. */
    private static final Map<String, String> CLAIMS = Map.of(
            "X-Meridian-Caller", "DEU-00000000000000000000000000",
            "X-Meridian-Roles", "ADMIN,SERVICE",
            "X-Meridian-Country", "USA",
            "X-Country", "USA",
            "X-User", "admin",
            "X-Forwarded-For", "127.0.0.1",
            "Forwarded", "for=127.0.0.1;host=localhost",
            "X-Original-URL", "/v1/regions");

    private final Theatre theatre;
    private final AccessTable table;

    public AccessExperiment(Theatre theatre) {
        this(theatre, AccessTable.MERIDIAN);
    }

    /** @param table another than the platform's own: to see that a wrong one is found */
    public AccessExperiment(Theatre theatre, AccessTable table) {
        this.theatre = theatre;
        this.table = table;
    }

    @Override
    public String name() {
        return "access";
    }

    @Override
    public void run(World world, Findings findings) {
        Cast cast = theatre.cast(world);
        Routes routes = Routes.of(cast, table);
        Asking asking = new Asking(world.seed() + 1);
        List<String> faults = new ArrayList<>();
        List<String> undescribed = new ArrayList<>();
        AtomicLong asserted = new AtomicLong();
        long allowed = 0;
        for (Operation operation : OwnCalls.inOrder(table)) {
            List<Cell> cells = cells(operation, cast, world.quick());
            allowed += cells.stream().filter(Cell::allowed).count();
            // what is refused changes nothing, so it comes first
            for (boolean opens : new boolean[] {false, true}) {
                List<Callable<Optional<String>>> asked = new ArrayList<>();
                for (Cell cell : cells) {
                    if (cell.allowed() == opens) {
                        asked.add(() -> assertion(cast, cell, asking, undescribed, asserted));
                    }
                }
                Wire.together(opens ? 1 : 8, asked).forEach(fault -> fault.ifPresent(faults::add));
            }
        }
        InternalCalls internal = new InternalCalls(world, cast, table);
        findings.add(Check.none("access: cells that are not as the table says", faults.size()));
        findings.add(
                Check.none("access: calls between services that are not as the table says", internal.faults(faults)));
        findings.add(
                Check.none("access: routes that no row lists", routes.unlisted().size()));
        findings.add(
                Check.none("access: rows that no route has", routes.missing().size()));
        findings.add(Check.none(
                "access: operations that the suite cannot ask for",
                undescribed.stream().distinct().count()));
        findings.add(Check.equal(
                "access: operations of the table that were found and asserted",
                routes.asserted(),
                "",
                routes.listed()));
        findings.add(Figure.count("access: cells asserted", asserted.get() + internal.asked()));
        findings.add(Figure.count("access: of them allowed", allowed));
        faults.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        fault -> fault.replaceAll("^[^:]*: ([A-Z]+ \\S+).*", "$1"),
                        java.util.TreeMap::new,
                        java.util.stream.Collectors.counting()))
                .forEach((operation, count) -> findings.remark("access: %d of %s".formatted(count, operation)));
        faults.stream().limit(20).forEach(fault -> findings.remark("access: " + fault));
        routes.unlisted().forEach(route -> findings.remark("access: no row lists " + route));
        routes.missing().forEach(row -> findings.remark("access: no route has " + row));
        undescribed.stream().distinct().forEach(one -> findings.remark("access: no request is known for " + one));
    }

    private static List<Cell> cells(Operation operation, Cast cast, boolean quick) {
        List<Cell> cells = new ArrayList<>();
        for (String country : quick ? List.of("DEU") : Cast.COUNTRIES) {
            House caller = cast.house(country, 1);
            List<House> objects = new ArrayList<>(List.of(caller));
            if (Asking.namesSomething(operation)) {
                objects.add(cast.house(country, 2));
                Cast.COUNTRIES.stream()
                        .filter(other -> !other.equals(country))
                        .limit(quick ? 1 : 2)
                        .forEach(other -> objects.add(cast.house(other, 1)));
            }
            for (House object : objects) {
                for (boolean direct : new boolean[] {false, true}) {
                    cells.add(new Cell(operation, null, caller, object, direct));
                    EnumSet.complementOf(EnumSet.of(Role.SERVICE))
                            .forEach(role -> cells.add(new Cell(operation, role, caller, object, direct)));
                }
            }
        }
        return cells;
    }

    private static Optional<String> assertion(
            Cast cast, Cell cell, Asking asking, List<String> undescribed, AtomicLong asserted) {
        Optional<Request> request = OwnCalls.prepared(cast, cell, asking);
        if (request.isEmpty()) {
            synchronized (undescribed) {
                undescribed.add(cell.operation().toString());
            }
            return Optional.empty();
        }
        URI to = cell.direct()
                ? cast.service(cell.object().country(), cell.operation().service())
                : cast.gateway(cell.caller().country());
        Reply reply = cast.wire().send(to, request.get().headers(CLAIMS).token(OwnCalls.token(cast, cell)));
        asserted.incrementAndGet();
        return Ruling.fault(cell, reply, cast.houses()).map(fault -> cell + ": " + fault);
    }
}
