package org.meridian.bench.restart;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.meridian.bench.Experiment;
import org.meridian.bench.load.city.City;
import org.meridian.bench.placement.catalogue.CatalogueExperiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.cast.FrontDesk;
import org.meridian.bench.security.cast.Identity;
import org.meridian.bench.security.cast.Person;
import org.meridian.bench.security.wire.Wire;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;
import org.meridian.db.topology.Partition;
import org.meridian.platform.id.ResidentId;

/**
 * A region comes to the cluster with a country that nobody lives in yet, and another country gets a partition of its own,
 * while a city's calls go on. Then people of both register, and every node's tables and rows are compared with the topology.
 */
public final class AddingExperiment implements Experiment {

    private static final String NEW_REGION = "sa";

    /** In the new region, and with a partition of its own in the old one. */
    private static final List<String> MOVED = List.of("BRA", "ISL");

    @Override
    public String name() {
        return "adding";
    }

    /** The platform is another one afterwards. */
    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public void run(World world, Findings findings) {
        City city = new City(world);
        CallsMeanwhile.warmUp(city);
        AtomicLong nanoseconds = new AtomicLong();
        CompletableFuture<Stack> extended = CompletableFuture.supplyAsync(() -> {
            long begin = System.nanoTime();
            Stack then = world.stack().operator().extended(AddingExperiment::changed, NEW_REGION);
            nanoseconds.set(System.nanoTime() - begin);
            return then;
        });
        CallsMeanwhile.until(city, extended.thenAccept(then -> {})).report("adding", findings);
        findings.add(
                Figure.plain("adding: until the region serves and everybody knows it", nanoseconds.get() / 1e9, "s"));
        Stack stack = extended.join();
        World then = new World(stack, world.seed(), world.quick());
        for (String country : MOVED) {
            registered(then, country, findings);
        }
        CatalogueExperiment.onTheNodes(stack, "adding", findings);
    }

    private static String changed(String topology) {
        int first = Integer.parseInt(topology.replaceFirst("(?s).*?gateway: http://127\\.0\\.0\\.1:(\\d+).*", "$1"));
        String without = topology.replace("BRA, ", "");
        int eu = without.indexOf("\n  eu:");
        return without.substring(0, eu)
                + without.substring(eu).replaceFirst("ownPartition: \\[]", "ownPartition: [ISL]")
                + """
              sa:
                cloud: aws
                region: sa-east-1
                zones: [sa-east-1a, sa-east-1b, sa-east-1c]
                latitude: -23.5
                longitude: -46.6
                gateway: http://127.0.0.1:%d
                ownPartition: []
                countries: [BRA]
            """.formatted(first + 3);
    }

    /** People come through the gateway of the region that was there before, and their rows lie in their country's. */
    private static void registered(World world, String code, Findings findings) {
        Stack stack = world.stack();
        FrontDesk desk = new FrontDesk(new Wire(), country -> stack.gateway(), world.tokens()::longer);
        Person person = desk.register(Identity.of(code, new Random(world.seed())));
        ResidentId id = ResidentId.of(person.id());
        Partition partition = stack.topology().partitionOf(id.country());
        findings.add(Check.equal(
                "adding: rows of who registered from %s in %s of %s"
                        .formatted(
                                code,
                                partition.of("resident"),
                                partition.region().name()),
                new Sql(stack.database(partition.region().name()))
                        .number(
                                "SELECT count(*) FROM ONLY registration." + partition.of("resident")
                                        + " WHERE id = CAST(? AS uuid) AND country_code = ?",
                                id.id().toString(),
                                code),
                "",
                1));
    }
}
