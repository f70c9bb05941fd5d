package org.meridian.registration.trail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.audit.reading.Proof.SignedPoint;
import org.meridian.platform.audit.reading.TrailClient;
import org.meridian.platform.audit.reading.TrailEntry;
import org.meridian.platform.audit.reading.TrailQuery;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.meridian.platform.token.Caller;
import org.springframework.stereotype.Component;

/** Asks every service in the regions where the rows are. What auditors read is in the trail, too. */
@Component
public class Trail {

    /** Those that keep one. */
    public static final List<String> SERVICES = List.of("registration", "sampling", "results", "checkin", "sharing");

    private final Map<String, RegionalClients<TrailClient>> clients = new LinkedHashMap<>();
    private final Topology topology;
    private final CountryTransactions transactions;
    private final Audit audit;

    Trail(RemoteServices remote, Topology topology, CountryTransactions transactions, Audit audit) {
        SERVICES.forEach(service -> clients.put(service, remote.clients(TrailClient.class, service)));
        this.topology = topology;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** @param missingRegions those of which one service or more could not be asked */
    public record Found<T>(List<T> rows, List<String> missingRegions) {}

    /** @param service absent: all */
    public Found<TrailEntry> entries(TrailQuery query, @Nullable String service, Caller by) {
        told(by, "audit.read", query.country(), filters(query, service));
        Found<TrailEntry> found =
                ask(query.country(), service, (clients, region) -> clients.call(region, c -> c.entries(query)));
        return new Found<>(
                found.rows().stream()
                        .sorted(TrailEntry.NEWEST_FIRST)
                        .limit(query.limit())
                        .toList(),
                found.missingRegions());
    }

    public Found<SignedPoint> checkpoints(Country country, @Nullable String service, Caller by) {
        told(by, "audit.checkpoints-read", country, "");
        TrailClient.Which which = new TrailClient.Which(country, 0);
        return ask(country, service, (clients, region) -> clients.call(region, c -> c.checkpoints(which)));
    }

    /** Before anything is read: who cannot be told of does not read. */
    private void told(Caller by, String action, @Nullable Country country, String detail) {
        transactions.run(
                by.home(),
                () -> audit.record(by.home(), action, by, country == null ? "every-country" : country.code(), detail));
    }

    private static String filters(TrailQuery query, @Nullable String service) {
        List<String> filters = new ArrayList<>();
        add(filters, "service", service);
        add(filters, "from", query.from());
        add(filters, "to", query.to());
        add(filters, "action", query.action());
        add(filters, "object", query.object());
        return String.join(" ", filters);
    }

    private static void add(List<String> filters, String name, @Nullable Object value) {
        if (value != null) {
            filters.add(name + "=" + value);
        }
    }

    private <T> Found<T> ask(
            @Nullable Country country,
            @Nullable String service,
            BiFunction<RegionalClients<TrailClient>, Region, List<T>> question) {
        List<Region> regions = country == null ? topology.regions() : List.of(topology.regionOf(country));
        record Asked<T>(Region region, Future<List<T>> answer) {}
        List<Asked<T>> asked = new ArrayList<>();
        List<T> rows = new ArrayList<>();
        TreeSet<String> missing = new TreeSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            clients.forEach((name, client) -> {
                if (service == null || service.equals(name)) {
                    regions.forEach(region ->
                            asked.add(new Asked<>(region, threads.submit(() -> question.apply(client, region)))));
                }
            });
        } // all have answered, or failed, within the calls' own time limits
        for (Asked<T> one : asked) {
            switch (one.answer().state()) {
                case SUCCESS -> rows.addAll(one.answer().resultNow());
                case FAILED ->
                    missing.add(regionThatFailed(one.region(), one.answer().exceptionNow()));
                case RUNNING, CANCELLED -> missing.add(one.region().name());
            }
        }
        return new Found<>(rows, List.copyOf(missing));
    }

    private static String regionThatFailed(Region region, Throwable failure) {
        if (failure instanceof ProblemException problem && problem.type().status() >= 500) {
            return region.name();
        }
        throw new IllegalStateException(
                "a service refuses to show its trail: "
                        + (failure instanceof ProblemException problem ? problem.type() : ProblemType.INTERNAL),
                failure);
    }
}
