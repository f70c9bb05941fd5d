package org.meridian.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meridian.bench.proxy.Proxy;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.topology.Topology;

/**
 * Everything between a platform's parts, in the hands of the bench: a proxy in front of each database node, one from each gateway
 * to each service of its region, one from the other processes of a region to each of its services, and one from each region to
 * each service of the others. Between a caller of the platform and a gateway there is none.
 */
public final class Network implements AutoCloseable {

    private static final String OVERRIDES = "overrides.properties";
    private static final int LISTENS_ABOVE = 1; // of a node's own port

    private final Map<String, Proxy> calls = new LinkedHashMap<>();
    private final Map<String, Proxy> databases = new LinkedHashMap<>();
    private final Path folder;
    private final Ports ports;

    Network(Path folder, Ports ports, Topology topology, long seed) {
        this.folder = folder;
        this.ports = ports;
        List<String> regions =
                topology.regions().stream().map(region -> region.name()).toList();
        for (int i = 0; i < regions.size(); i++) {
            beforeDatabase(regions.get(i), i, seed);
        }
        List<String> overrides = new ArrayList<>();
        for (String from : regions) {
            for (int to = 0; to < regions.size(); to++) {
                for (int service = 0; service < LocalCluster.SERVICES.size(); service++) {
                    String name = LocalCluster.SERVICES.get(service);
                    int port = ports.services() + 10 * (to + 1) + service + 1;
                    lay(from, regions.get(to), name, port, seed, overrides);
                }
            }
        }
        try {
            Files.write(folder.resolve(OVERRIDES), overrides);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Before the node of one more region, without which nobody would find it; calls to that region's services go straight. */
    void beforeDatabase(String region, int number, long seed) {
        String host = "127.0.0." + (number + 1);
        databases.put(
                region,
                new Proxy(region + " database", at(host, databasePort()), at(host, ports.database()), seed + number));
    }

    private void lay(String from, String to, String service, int port, long seed, List<String> overrides) {
        Proxy others = between(from, to, service, port, seed);
        Proxy gateway = from.equals(to) ? between(from + "-gateway", to, service, port, seed) : others;
        List<String> processes = new ArrayList<>(LocalCluster.SERVICES);
        processes.add("gateway");
        for (String process : processes) {
            Proxy proxy = process.equals("gateway") ? gateway : others;
            overrides.add("%s-%s.meridian.services.%s.%s=http://127.0.0.1:%d"
                    .formatted(from, process, to, service, proxy.address().getPort()));
        }
    }

    private Proxy between(String from, String to, String service, int port, long seed) {
        String name = from + " to " + to + " " + service;
        Proxy proxy = new Proxy(name, at("127.0.0.1", 0), at("127.0.0.1", port), seed ^ name.hashCode());
        calls.put(name, proxy);
        return proxy;
    }

    private static InetSocketAddress at(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    /** For deploy's scripts. */
    Map<String, String> settings() {
        return Map.of(
                "MERIDIAN_OVERRIDES",
                folder.resolve(OVERRIDES).toString(),
                "MERIDIAN_DB_SEEN_AT",
                Integer.toString(databasePort()));
    }

    /** At which everybody finds the nodes. */
    int databasePort() {
        return ports.database() + LISTENS_ABOVE;
    }

    /** From everybody to the region's database node. */
    public Proxy database(String region) {
        return known(databases, region);
    }

    /** From a region's gateway to a service of the same region. */
    public Proxy fromGateway(String region, String service) {
        return known(calls, region + "-gateway to " + region + " " + service);
    }

    /** From a region's services to a service, and, where that is another region's, from its gateway too. */
    public Proxy call(String from, String to, String service) {
        return known(calls, from + " to " + to + " " + service);
    }

    /** Every link between the two regions' gateways and services, in both directions. */
    public List<Proxy> between(String one, String other) {
        List<Proxy> all = new ArrayList<>();
        for (String service : LocalCluster.SERVICES) {
            all.add(call(one, other, service));
            all.add(call(other, one, service));
        }
        return all;
    }

    private static Proxy known(Map<String, Proxy> proxies, String name) {
        Proxy proxy = proxies.get(name);
        if (proxy == null) {
            throw new IllegalArgumentException("no link " + name + "; there are " + proxies.keySet());
        }
        return proxy;
    }

    @Override
    public void close() {
        calls.values().forEach(Proxy::close);
        databases.values().forEach(Proxy::close);
    }
}
