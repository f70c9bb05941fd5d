package org.meridian.platform.audit.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Chain;
import org.meridian.platform.audit.Checkpoint;
import org.meridian.platform.audit.Entry;
import org.meridian.platform.audit.EntryId;
import org.meridian.platform.audit.Hash;
import org.meridian.platform.audit.Receipt;

/**
 * Everything that is kept about one chain, each in order of its numbers. It is opened in an order in which a trail that
 * grows meanwhile contradicts nothing: what confirms before what is confirmed.
 */
final class ChainReader implements AutoCloseable {

    /** A link with its entry, unless that is gone. */
    record Sealed(UUID event, Chain.Link link, @Nullable Entry entry) {}

    /** What a witness holds. */
    record Testimony(Checkpoint checkpoint, Instant receivedAt) {}

    private final Rows<Receipt> receipts;
    private final Map<String, Rows<Testimony>> witnesses = new LinkedHashMap<>();
    private final Rows<Checkpoint> checkpoints;
    private final Rows<Sealed> links;

    /** @param nodes of the regions that can be read */
    ChainReader(Map<Region, Connection> nodes, Topology topology, Chain chain) throws SQLException {
        String service = chain.service();
        String country = chain.country().code();
        Partition home = topology.partitionOf(chain.country());
        Connection own = Objects.requireNonNull(nodes.get(home.region()));
        receipts = new Rows<>(
                own,
                "SELECT seq, region, accepted, at, kid, signature FROM " + service + "." + home.of("audit_receipt")
                        + " WHERE country_code = ? ORDER BY seq, region",
                country,
                ChainReader::receipt);
        for (Map.Entry<Region, Connection> node : nodes.entrySet()) {
            Region region = node.getKey();
            if (!region.equals(home.region())) {
                Partition seat = topology.partitionOf(region.countries().getFirst());
                witnesses.put(
                        region.name(),
                        new Rows<>(
                                node.getValue(),
                                "SELECT seq, hash, at, kid, signature, received_at FROM " + service + "."
                                        + seat.of("audit_witness") + " WHERE chain = ? ORDER BY seq",
                                country,
                                row -> new Testimony(
                                        checkpoint(row),
                                        row.getTimestamp("received_at").toInstant())));
            }
        }
        checkpoints = new Rows<>(
                own,
                "SELECT seq, hash, at, kid, signature FROM " + service + "." + home.of("audit_checkpoint")
                        + " WHERE country_code = ? ORDER BY seq",
                country,
                ChainReader::checkpoint);
        links = new Rows<>(
                own,
                "SELECT l.seq, l.event_id, l.sealed_at, l.digest, l.hash, e.id, e.country_code, e.at, e.actor, e.roles,"
                        + " e.action, e.object, e.detail, e.trace_id FROM " + service + "." + home.of("audit_link")
                        + " l LEFT JOIN " + service + "." + home.of("audit_event")
                        + " e ON e.id = l.event_id AND e.country_code = l.country_code"
                        + " WHERE l.country_code = ? ORDER BY l.seq",
                country,
                ChainReader::sealed);
    }

    Rows<Receipt> receipts() {
        return receipts;
    }

    Map<String, Rows<Testimony>> witnesses() {
        return witnesses;
    }

    Rows<Checkpoint> checkpoints() {
        return checkpoints;
    }

    Rows<Sealed> links() {
        return links;
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                row.getLong("seq"),
                row.getString("region"),
                row.getBoolean("accepted"),
                row.getTimestamp("at").toInstant(),
                row.getString("kid"),
                row.getBytes("signature"));
    }

    private static Checkpoint checkpoint(ResultSet row) throws SQLException {
        return new Checkpoint(
                row.getLong("seq"),
                Hash.of(row.getBytes("hash")),
                row.getTimestamp("at").toInstant(),
                row.getString("kid"),
                row.getBytes("signature"));
    }

    /** By position: this is read for each entry. */
    private static Sealed sealed(ResultSet row) throws SQLException {
        Chain.Link link = new Chain.Link(
                row.getLong(1), row.getTimestamp(3).toInstant(), Hash.of(row.getBytes(4)), Hash.of(row.getBytes(5)));
        UUID id = row.getObject(6, UUID.class);
        Entry entry = id == null
                ? null
                : new Entry(
                        new EntryId(id, row.getString(7)),
                        row.getTimestamp(8).toInstant(),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11),
                        row.getString(12),
                        row.getString(13),
                        row.getString(14));
        return new Sealed(row.getObject(2, UUID.class), link, entry);
    }

    @Override
    public void close() throws SQLException {
        try (receipts;
                checkpoints;
                links) {
            for (Rows<Testimony> rows : witnesses.values()) {
                rows.close();
            }
        }
    }
}
