package org.meridian.platform.audit.cut;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Chain;
import org.meridian.platform.id.IdGenerator;

/**
 * Cuts off a chain's beginning at a checkpoint, in two steps: the chain is told first, by an entry that the service seals as
 * any other; only then are links and entries removed, all in one transaction. Checkpoints and witnesses stay, so that
 * the rest can be verified as before. What was broken off between the steps is taken up again.
 */
public final class Cut {

    /** The action of the entry that tells of it; its object is {@code <country>/<number of the last link that goes>}. */
    public static final String ACTION = "audit.cut";

    private static final String ACTOR = "deploy/audit-cut";

    private final DataSource owner;
    private final Chain chain;
    private final Partition home;
    private final Duration kept;
    private final Clock clock;
    private final IdGenerator ids;

    /**
     * @param owner connections to the chain's own region as the database's owner: nobody else may delete
     * @param kept how old a checkpoint must be
     */
    public Cut(DataSource owner, Topology topology, Chain chain, Duration kept, Clock clock) {
        this.owner = owner;
        this.chain = chain;
        this.home = topology.partitionOf(chain.country());
        this.kept = kept;
        this.clock = clock;
        this.ids = new IdGenerator(clock);
    }

    /** The countries of a partition whose chains have something old enough, in one look: most have nothing. */
    public static Set<Country> due(DataSource owner, String service, Partition partition, Duration kept, Clock clock)
            throws SQLException {
        String sql = "SELECT DISTINCT country_code FROM " + service + "." + partition.of("audit_checkpoint")
                + " WHERE at < ?";
        try (Connection connection = owner.getConnection();
                PreparedStatement statement =
                        prepared(connection, sql, Timestamp.from(clock.instant().minus(kept)));
                ResultSet row = statement.executeQuery()) {
            Set<Country> countries = new LinkedHashSet<>();
            while (row.next()) {
                countries.add(Country.of(row.getString(1)));
            }
            return countries;
        }
    }

    /** The number of the last link that may go; empty when nothing is old enough, or it was cut there already. */
    public Optional<Long> due() throws SQLException {
        return number(
                "SELECT max(c.seq) FROM " + table("audit_checkpoint") + " c WHERE c.country_code = ? AND c.at < ?"
                        + " AND EXISTS (SELECT 1 FROM " + table("audit_link")
                        + " l WHERE l.country_code = c.country_code AND l.seq = c.seq)",
                chain.country().code(),
                Timestamp.from(clock.instant().minus(kept)));
    }

    /** Writes the entry, unless an earlier attempt has. */
    public void announce(long seq) throws SQLException {
        if (entry(seq).isPresent()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        update(
                "WITH event AS (INSERT INTO " + table("audit_event")
                        + " (id, country_code, at, actor, roles, action, object, detail)"
                        + " VALUES (?, ?, ?, ?, '', ?, ?, '') RETURNING id, country_code)"
                        + " INSERT INTO " + table("audit_pending")
                        + " (event_id, country_code) SELECT id, country_code FROM event",
                ids.nextInOrder(),
                chain.country().code(),
                Timestamp.from(now),
                ACTOR,
                ACTION,
                object(seq));
    }

    /** Whether the entry has its place in the chain, which the running service gives it within a second. */
    public boolean isAnnounced(long seq) throws SQLException {
        return entry(seq).filter(place -> place > 0).isPresent();
    }

    /**
     * Removes the links up to a number, and their entries.
     *
     * @return how many entries
     * @throws IllegalStateException when the chain does not tell of it yet
     */
    public int remove(long seq) throws SQLException {
        if (!isAnnounced(seq)) {
            throw new IllegalStateException("the chain does not tell yet that it is cut at " + seq);
        }
        return update(
                "WITH gone AS (DELETE FROM " + table("audit_link")
                        + " WHERE country_code = ? AND seq <= ? RETURNING event_id, country_code)"
                        + " DELETE FROM " + table("audit_event")
                        + " e USING gone WHERE e.id = gone.event_id AND e.country_code = gone.country_code",
                chain.country().code(),
                seq);
    }

    /** The place of the entry about a cut: 0 as long as it waits for one, empty when there is no such entry. */
    private Optional<Long> entry(long seq) throws SQLException {
        return number(
                "SELECT max(COALESCE(l.seq, 0)) FROM " + table("audit_event") + " e LEFT JOIN " + table("audit_link")
                        + " l ON l.event_id = e.id AND l.country_code = e.country_code"
                        + " WHERE e.country_code = ? AND e.action = ? AND e.object = ?",
                chain.country().code(),
                ACTION,
                object(seq));
    }

    private String object(long seq) {
        return chain.country().code() + "/" + seq;
    }

    private String table(String name) {
        return chain.service() + "." + home.of(name);
    }

    private Optional<Long> number(String sql, Object... values) throws SQLException {
        try (Connection connection = owner.getConnection();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getObject(1, Long.class));
        }
    }

    private int update(String sql, Object... values) throws SQLException {
        try (Connection connection = owner.getConnection();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
