package org.meridian.bench.security.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.meridian.bench.Experiment;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.Theatre;
import org.meridian.bench.security.access.Asking;
import org.meridian.bench.security.api.ApiDocument;
import org.meridian.bench.security.cast.Cast;
import org.meridian.bench.security.cast.House;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.stack.Folders;
import org.meridian.bench.world.World;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Operation;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;

/**
 * wapiti and sqlmap against every operation of the description, with a token of every role, through a gateway, each for a
 * bounded time. Only when it is asked for by name: it needs both programs, and a quarter of an hour.
 */
public final class ScannerExperiment implements Experiment {

    private static final String COUNTRY = "DEU";

    private final Theatre theatre;

    public ScannerExperiment(Theatre theatre) {
        this.theatre = theatre;
    }

    @Override
    public String name() {
        return "scanner";
    }

    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public void run(World world, Findings findings) {
        Cast cast = theatre.cast(world);
        House house = cast.house(COUNTRY, 1);
        URI gateway = cast.gateway(COUNTRY);
        List<Request> requests = requests(cast, house, gateway, world.seed());
        String everyRole =
                world.tokens().everyRole(ResidentId.of(house.resident().id()), SiteId.of(house.thing("siteId")));
        Path folder = world.stack().run().resolve("scan");
        try {
            Folders.delete(folder); // an earlier scan's reports would count
            Files.createDirectories(folder);
            try (ScanProxy proxy = new ScanProxy(gateway, ScanPage.of(requests), line -> everyRole)) {
                Tool tool = new Tool(folder);
                new Wapiti(tool, world.quick()).attack(proxy, findings);
                long wapitiRequests = proxy.requests();
                new Sqlmap(tool, world.quick()).attack(proxy, requests, findings);
                findings.add(
                        Check.none("scanner: answers with 5xx", proxy.failures().size()));
                if (!world.quick()) {
                    findings.add(Check.atLeast("scanner: requests in all", (double) proxy.requests(), "", 10_000));
                }
                findings.add(Figure.count("scanner: operations attacked", requests.size()));
                findings.add(Figure.count("scanner: requests of wapiti", wapitiRequests));
                findings.add(Figure.count("scanner: requests of sqlmap", proxy.requests() - wapitiRequests));
                proxy.statuses()
                        .forEach((status, count) ->
                                findings.add(Figure.count("scanner: answered with " + status, count)));
                proxy.failures().stream().distinct().limit(20).forEach(f -> findings.remark("scanner: " + f));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A valid request for each operation that the gateway describes; erasing oneself comes under its own name, untouched. */
    private static List<Request> requests(Cast cast, House house, URI gateway, long seed) {
        List<String> described = ApiDocument.ofGateway(cast.wire(), gateway).calls().stream()
                .map(Object::toString)
                .toList();
        Asking asking = new Asking(seed + 12);
        List<Request> requests = new ArrayList<>();
        for (Operation operation : AccessTable.MERIDIAN.operations()) {
            boolean erases = operation.toString().equals("DELETE /v1/me");
            if (described.contains(operation.toString()) && !erases) {
                asking.of(operation, house).ifPresent(requests::add);
            }
        }
        requests.add(Request.get("/v1/me/check-ins?cursor=x"));
        requests.add(Request.get("/v1/sites?status=APPROVED&country=DEU&cursor=x"));
        requests.add(Request.get("/v1/units?status=APPROVED&cursor=x"));
        requests.add(Request.get("/v1/units/" + house.thing("unitId") + "/results?cursor=x"));
        requests.add(Request.get("/v1/sites/" + house.thing("siteId") + "/tasks?state=OPEN&cursor=x"));
        requests.add(Request.get("/v1/results/receipts?state=DONE&cursor=x"));
        requests.add(Request.get("/v1/divisions?country=DEU&parent=DE"));
        return requests;
    }
}
