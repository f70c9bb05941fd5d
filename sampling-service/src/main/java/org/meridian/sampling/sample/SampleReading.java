package org.meridian.sampling.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;
import org.meridian.sampling.tube.Barcode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;

/**
 * A person's samples, wherever they were taken: those at home and, for each country that the home knows of, those there;
 * one query a country.
 */
@Repository
public class SampleReading {

    private static final Logger LOG = LoggerFactory.getLogger(SampleReading.class);

    private final JdbcClient jdbc;
    private final Topology topology;

    SampleReading(JdbcClient jdbc, Topology topology) {
        this.jdbc = jdbc;
        this.topology = topology;
    }

    /** @param missingRegions regions of visited countries that could not be asked */
    public record Found<T>(List<T> samples, Set<String> missingRegions) {}

    /** The latest first. */
    public Found<OwnSample> of(ResidentId resident) {
        Found<OwnSample> found = everywhere(resident, country -> taken(resident, country));
        found.samples().sort(Comparator.comparing(OwnSample::sampledAt).reversed());
        return found;
    }

    public Found<OpenSample> awaitingResult(ResidentId resident) {
        return everywhere(resident, country -> open(resident, country));
    }

    private <T> Found<T> everywhere(ResidentId resident, Function<Country, List<T>> read) {
        List<T> samples = new ArrayList<>(read.apply(resident.country()));
        Set<String> missing = new LinkedHashSet<>();
        for (Country visited : visited(resident)) {
            String region = topology.regionOf(visited).name();
            try {
                if (!missing.contains(region)) {
                    samples.addAll(read.apply(visited));
                }
            } catch (DataAccessException | TransactionException unreachable) {
                LOG.info("samples taken in {} cannot be read at present", region);
                missing.add(region);
            }
        }
        return new Found<>(samples, missing);
    }

    private List<Country> visited(ResidentId resident) {
        return jdbc
                .sql(
                        "SELECT visited_country FROM sample_abroad WHERE resident_id = :resident AND country_code = :country")
                .param("resident", resident.id())
                .param("country", resident.countryCode())
                .query(String.class)
                .list()
                .stream()
                .map(Country::of)
                .toList();
    }

    private List<OwnSample> taken(ResidentId resident, Country country) {
        return jdbc.sql("""
                        SELECT s.id, s.barcode, s.site_id, LEAST(s.sampled_at, s.recorded_at) AS sampled_at, p.name
                          FROM sample s
                          JOIN site p ON p.id = s.site_id AND p.country_code = :country
                         WHERE s.resident_id = :resident AND s.country_code = :country
                        """)
                .param("resident", resident.id())
                .param("country", country.code())
                .query((row, number) -> new OwnSample(
                        new SampleId(row.getObject("id", UUID.class), country.code()),
                        new Barcode(row.getString("barcode")),
                        new SiteId(row.getObject("site_id", UUID.class), country.code()),
                        row.getString("name"),
                        row.getTimestamp("sampled_at").toInstant()))
                .list();
    }

    private List<OpenSample> open(ResidentId resident, Country country) {
        return jdbc.sql("""
                        SELECT s.id, s.barcode, LEAST(s.sampled_at, s.recorded_at) AS sampled_at
                          FROM sample s
                          JOIN tube t ON t.barcode = s.barcode AND t.country_code = :country
                         WHERE s.resident_id = :resident AND s.country_code = :country
                           AND t.state NOT IN ('RESULTED', 'VOID')
                        """)
                .param("resident", resident.id())
                .param("country", country.code())
                .query((row, number) -> new OpenSample(
                        new SampleId(row.getObject("id", UUID.class), country.code()),
                        new Barcode(row.getString("barcode")),
                        country.code(),
                        row.getTimestamp("sampled_at").toInstant()))
                .list();
    }
}
