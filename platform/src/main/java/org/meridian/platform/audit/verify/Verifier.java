package org.meridian.platform.audit.verify;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Chain;
import org.meridian.platform.audit.verify.Finding.Kind;
import org.meridian.platform.token.AuditKeys;

/** Verifies the trails of services in all regions: reads each region's own node, whatever the others say of it. */
public final class Verifier {

    private static final int LISTED = 100;

    private final Nodes nodes;
    private final Topology topology;
    private final AuditKeys keys;
    private final String installation;
    private final Tolerance tolerance;
    private final Clock clock;

    public Verifier(
            Nodes nodes, Topology topology, AuditKeys keys, String installation, Tolerance tolerance, Clock clock) {
        this.nodes = nodes;
        this.topology = topology;
        this.keys = keys;
        this.installation = installation;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    public Report verify(Collection<String> services) {
        return verify(
                services,
                topology.regions().stream().flatMap(r -> r.countries().stream()).toList());
    }

    /** Chains of these countries only. */
    public Report verify(Collection<String> services, Collection<Country> countries) {
        Instant begin = clock.instant();
        List<Report.ChainLine> lines = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (String service : services) {
            Map<Region, Connection> open = open(service, unread);
            try {
                for (Country country : chains(service, open, countries)) {
                    lines.add(verify(new Chain(installation, service, country), open, findings));
                }
                for (Map.Entry<Region, Connection> node : open.entrySet()) {
                    inserted(service, node.getKey(), node.getValue(), countries, findings);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("the trail of " + service + " cannot be read: " + e.getMessage(), e);
            } finally {
                open.values().forEach(Verifier::close);
            }
        }
        return new Report(lines, findings, unread, Duration.between(begin, clock.instant()));
    }

    /** A connection to each region's node that can be reached. */
    private Map<Region, Connection> open(String service, List<String> unread) {
        Map<Region, Connection> open = new LinkedHashMap<>();
        for (Region region : topology.regions()) {
            try {
                Connection connection = nodes.open(region.name(), service);
                open.put(region, connection);
                connection.setAutoCommit(false);
            } catch (SQLException e) {
                unread.add(service + " in " + region.name());
            }
        }
        return open;
    }

    private static void close(Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException("a connection does not end", e);
        }
    }

    /** Every chain that the reachable regions have anything of: a chain that is gone altogether has its witnesses left. */
    private SortedSet<Country> chains(String service, Map<Region, Connection> open, Collection<Country> countries)
            throws SQLException {
        SortedSet<Country> chains = new TreeSet<>();
        for (Map.Entry<Region, Connection> node : open.entrySet()) {
            for (Partition partition : topology.partitionsIn(node.getKey())) {
                for (String table : List.of("audit_link", "audit_checkpoint", "audit_receipt")) {
                    chains.addAll(
                            present(node.getValue(), service + "." + partition.of(table), "country_code", countries));
                }
                chains.addAll(
                        present(node.getValue(), service + "." + partition.of("audit_witness"), "chain", countries));
            }
        }
        chains.removeIf(country -> !open.containsKey(topology.regionOf(country)));
        return chains;
    }

    private static List<Country> present(
            Connection connection, String table, String column, Collection<Country> countries) throws SQLException {
        Array codes = connection.createArrayOf(
                "text", countries.stream().map(Country::code).toArray());
        try (PreparedStatement statement = connection.prepareStatement("SELECT c.code FROM unnest(?) AS c(code)"
                + " WHERE EXISTS (SELECT 1 FROM " + table + " t WHERE t." + column + " = c.code)")) {
            statement.setArray(1, codes);
            List<Country> present = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    present.add(Country.of(rows.getString(1)));
                }
            }
            return present;
        }
    }

    private Report.ChainLine verify(Chain chain, Map<Region, Connection> open, List<Finding> findings)
            throws SQLException {
        String region = topology.regionOf(chain.country()).name();
        try (ChainReader rows = new ChainReader(open, topology, chain)) {
            ChainCheck check = new ChainCheck(chain, region, keys, tolerance, rows);
            Report.ChainLine line = check.run();
            findings.addAll(check.findings());
            return line;
        }
    }

    /** Entries that have waited for their place for too long: nobody who writes one by our code leaves it so. */
    private void inserted(
            String service, Region region, Connection connection, Collection<Country> countries, List<Finding> findings)
            throws SQLException {
        Timestamp until = Timestamp.from(clock.instant().minus(tolerance.sealing()));
        Array codes = connection.createArrayOf(
                "text", countries.stream().map(Country::code).toArray());
        for (Partition partition : topology.partitionsIn(region)) {
            String sql = "SELECT e.country_code, e.id, e.at FROM " + service + "." + partition.of("audit_event")
                    + " e WHERE e.country_code = ANY(?) AND e.at < ? AND NOT EXISTS (SELECT 1 FROM " + service + "."
                    + partition.of("audit_link")
                    + " l WHERE l.event_id = e.id AND l.country_code = e.country_code) LIMIT " + LISTED;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(1, codes);
                statement.setTimestamp(2, until);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        String what = "the entry " + rows.getString(2) + " of " + rows.getString(3) + " is in no chain";
                        findings.add(new Finding(Kind.INSERTED, service, rows.getString(1), 0, what));
                    }
                }
            }
        }
    }
}
