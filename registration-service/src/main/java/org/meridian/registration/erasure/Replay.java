package org.meridian.registration.erasure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.erasure.Erasures;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.job.RegularJob;
import org.meridian.platform.job.Signal;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.remote.RemoteServices;
import org.meridian.registration.resident.Residents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares the ledger with the database, at the start and regularly: whom a restore has brought back, here or in another
 * service, is erased again. The other way round too: a ledger that was lost is written anew from the database.
 */
@Component
public class Replay extends RegularJob {

    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final int BATCH = 1000;

    private final Ledger ledger;
    private final Erasing erasing;
    private final Residents residents;
    private final Erasures erasures;
    private final CountryTransactions transactions;
    private final JdbcClient jdbc;
    private final Map<String, RegionalClients<UnknownErasuresClient>> consumers = new LinkedHashMap<>();
    private final List<Partition> partitions;
    private final LedgerProperties properties;

    Replay(
            Ledger ledger,
            Erasing erasing,
            Residents residents,
            Erasures erasures,
            CountryTransactions transactions,
            JdbcClient jdbc,
            RemoteServices remote,
            Topology topology,
            Region homeRegion,
            LedgerProperties properties) {
        super("erasure-ledger", Duration.ZERO, properties.retryAfter(), new Signal());
        this.ledger = ledger;
        this.erasing = erasing;
        this.residents = residents;
        this.erasures = erasures;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.partitions = topology.partitionsIn(homeRegion);
        this.properties = properties;
        Erasing.CONSUMERS.forEach(
                service -> consumers.put(service, remote.clients(UnknownErasuresClient.class, service)));
    }

    @Override
    protected Duration turn() {
        return replay() ? properties.replayEvery() : period();
    }

    /** Once through the ledger. @return false when a service could not be asked */
    public boolean replay() {
        boolean[] complete = {true};
        Set<UUID> entries = new HashSet<>();
        ledger.read(BATCH, some -> {
            some.forEach(resident -> entries.add(resident.id()));
            some.stream()
                    .distinct()
                    .collect(Collectors.groupingBy(ResidentId::country))
                    .forEach((country, ofCountry) -> complete[0] &= replay(country, ofCountry));
        });
        partitions.forEach(partition -> complete(partition, entries));
        return complete[0];
    }

    private boolean replay(Country country, List<ResidentId> erased) {
        Set<ResidentId> back = residents.among(country, erased);
        Set<ResidentId> known = erasures.among(country, erased);
        back.forEach(erasing::eraseAgain);
        List<ResidentId> told =
                erased.stream().filter(resident -> !back.contains(resident)).toList();
        told.stream()
                .filter(resident -> !known.contains(resident))
                .forEach(resident -> transactions.run(country, () -> erasures.erase(resident)));
        if (!back.isEmpty()) {
            LOG.warn("{} residents of {} were in the database again, and are erased again", back.size(), country);
        }
        return consumers.entrySet().stream()
                .map(consumer -> tell(consumer.getKey(), consumer.getValue(), country, told))
                .reduce(true, Boolean::logicalAnd);
    }

    private boolean tell(
            String service, RegionalClients<UnknownErasuresClient> client, Country country, List<ResidentId> erased) {
        try {
            Collection<ResidentId> unknown = erased.isEmpty()
                    ? List.of()
                    : client.call(country, c -> c.unknown(new UnknownErasuresClient.Erased(country.code(), erased)));
            erasing.tell(service, unknown);
            return true;
        } catch (ProblemException e) {
            LOG.info("{} cannot be asked for erasures at present: {}", service, e.type());
            return false;
        }
    }

    /** Adds what only the database knows: of before the ledger, or of a ledger that is lost. */
    private void complete(Partition partition, Set<UUID> entries) {
        List<ResidentId> missing = new ArrayList<>();
        jdbc.sql("SELECT id, country_code FROM " + partition.of("erased_resident"))
                .query(row -> {
                    UUID id = row.getObject(1, UUID.class);
                    if (!entries.contains(id)) {
                        missing.add(new ResidentId(id, row.getString(2)));
                    }
                });
        ledger.writeAll(missing);
    }
}
