package org.meridian.db.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the rows of all regions for auditors and analysts: with one query, and only when a region cannot be reached with
 * one for each partition, so that what can be read is, and what cannot is named. The statement stands in a method marked
 * {@link CrossRegion}:
 *
 * <pre>{@code
 * Found<SiteView> sites = everyRegion.read((auditors, names) -> list(auditors, names, status));
 *
 * @CrossRegion
 * private static List<SiteView> list(JdbcClient auditors, EveryRegion.Names names, SiteStatus status) {
 *     return auditors.sql("SELECT … FROM " + names.of("site") + " WHERE status = :status ORDER BY id LIMIT 51")…
 * }
 * }</pre>
 *
 * <p>An order and a limit apply to each query, so the caller applies them again ({@link Found#first}). Aggregates group by
 * {@code country_code}: then each region's node does its part, else every row travels.
 */
public final class EveryRegion {

    private static final Logger LOG = LoggerFactory.getLogger(EveryRegion.class);

    private final JdbcClient auditors;
    private final Topology topology;

    /** @param auditors read-only, with a statement timeout */
    public EveryRegion(JdbcClient auditors, Topology topology) {
        this.auditors = auditors;
        this.topology = topology;
    }

    /** Of tables in one statement: of those that hold all regions' rows, or of one partition's. */
    @FunctionalInterface
    public interface Names {
        String of(String table);
    }

    /** One statement, which may run several times, each time with other names for its tables. */
    @FunctionalInterface
    public interface Query<T> {
        List<T> run(JdbcClient auditors, Names names);
    }

    /**
     * @param rows of the regions that could be read, each of them whole
     * @param missingRegions the others
     */
    public record Found<T>(List<T> rows, List<String> missingRegions) {

        /** The first ones in an order that the query has, too. */
        public Found<T> first(int limit, Comparator<? super T> order) {
            return new Found<>(rows.stream().sorted(order).limit(limit).toList(), missingRegions);
        }
    }

    /**
     * @throws RuntimeException what the query throws for other reasons than a node; and what it threw for a node when no
     *     region at all can be read
     */
    public <T> Found<T> read(Query<T> query) {
        return read(query, List.of());
    }

    /**
     * The same for one who reads piece by piece, and knows from a piece before which regions cannot be read: they are
     * missing at once, without another try.
     *
     * @throws RuntimeException as {@link #read(Query)}
     */
    public <T> Found<T> read(Query<T> query, Collection<String> missing) {
        if (!missing.isEmpty()) {
            return regionByRegion(query, missing);
        }
        try {
            return new Found<>(query.run(auditors, table -> table), List.of());
        } catch (RuntimeException failure) {
            if (!Unreachable.is(failure)) {
                throw failure;
            }
            return regionByRegion(query, missing);
        }
    }

    private <T> Found<T> regionByRegion(Query<T> query, Collection<String> knownMissing) {
        List<T> found = new ArrayList<>();
        List<String> missing = new ArrayList<>(knownMissing);
        @Nullable RuntimeException last = null;
        for (Region region : topology.regions()) {
            if (knownMissing.contains(region.name())) {
                continue;
            }
            try {
                found.addAll(rows(query, region));
            } catch (RuntimeException failure) {
                if (!Unreachable.is(failure)) {
                    throw failure;
                }
                LOG.info("{} cannot be read at present", region.name());
                missing.add(region.name());
                last = failure;
            }
        }
        if (last != null && missing.size() == topology.regions().size()) {
            throw last;
        }
        return new Found<>(found, missing);
    }

    /** All rows of a region, from each of its partitions. */
    private <T> List<T> rows(Query<T> query, Region region) {
        List<T> rows = new ArrayList<>();
        for (Partition partition : topology.partitionsIn(region)) {
            rows.addAll(query.run(auditors, partition::of));
        }
        return rows;
    }
}
