package org.meridian.db.data;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Topology;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Statements that name one country's partitions, so that the database may plan them once and for all ({@link KeptPlans} says
 * why it matters).
 */
public final class CountryStatements {

    private static final Pattern TABLE = Pattern.compile("\\{([a-z_]+)}");

    private final JdbcClient jdbc;
    private final Topology topology;
    private final Map<Placed, String> texts = new ConcurrentHashMap<>(); // as many as there are texts and partitions

    /** @param suffix of the partition */
    private record Placed(String text, String suffix) {}

    CountryStatements(JdbcClient jdbc, Topology topology) {
        this.jdbc = jdbc;
        this.topology = topology;
    }

    /**
     * @param text a constant, in which a table in braces, {@code FROM {tube} t}, is the country's partition of it and
     *     {@code :country} is bound to the country
     * @throws org.meridian.db.topology.UnknownCountryException when no region serves the country
     */
    public JdbcClient.StatementSpec sql(String text, Country country) {
        Partition partition = topology.partitionOf(country);
        return jdbc.sql(texts.computeIfAbsent(new Placed(text, partition.suffix()), placed -> named(text, partition)))
                .param("country", country.code());
    }

    static String named(String text, Partition partition) {
        return TABLE.matcher(text).replaceAll(table -> partition.of(table.group(1)));
    }
}
