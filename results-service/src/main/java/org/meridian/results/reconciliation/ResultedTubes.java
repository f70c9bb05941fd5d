package org.meridian.results.reconciliation;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.results.event.Changes;
import org.meridian.results.reconciliation.TubeStateClient.Query;
import org.meridian.results.reconciliation.TubeStateClient.Tube;
import org.meridian.results.tube.ResultId;
import org.meridian.results.upload.TubeResulted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds tubes that have a result of which sampling-service has not heard, and tells it again. */
@Component
class ResultedTubes {

    private static final Logger LOG = LoggerFactory.getLogger(ResultedTubes.class);
    private static final int PAGE = 1_000;
    private static final int MOST_SUSPECTS = 20_000;

    private final JdbcClient jdbc;
    private final RegionalClients<TubeStateClient> sampling;
    private final OnTheWay onTheWay;
    private final CountryTransactions transactions;
    private final Changes changes;
    private final Outbox outbox;

    ResultedTubes(
            JdbcClient jdbc,
            RegionalClients<TubeStateClient> sampling,
            OnTheWay onTheWay,
            CountryTransactions transactions,
            Changes changes,
            Outbox outbox) {
        this.jdbc = jdbc;
        this.sampling = sampling;
        this.onTheWay = onTheWay;
        this.transactions = transactions;
        this.changes = changes;
        this.outbox = outbox;
    }

    /** @param since tests from then on */
    void reconcile(Run run, Instant since) {
        List<TubeResulted> suspects = new ArrayList<>();
        TubeResulted last = new TubeResulted(
                "", since, new ResultId(new UUID(0, 0), run.country().code()));
        List<TubeResulted> page;
        do {
            page = after(run.country(), last);
            suspects.addAll(unheard(run.country(), page));
            run.compared(page.size());
            boolean end = page.size() < PAGE;
            if (!suspects.isEmpty() && (end || suspects.size() >= MOST_SUSPECTS)) {
                run.settle();
                lookAgain(run, List.copyOf(suspects));
                suspects.clear();
            }
            last = page.isEmpty() ? last : page.getLast();
        } while (page.size() == PAGE);
    }

    private List<TubeResulted> after(Country country, TubeResulted last) {
        return jdbc.sql("""
                        SELECT barcode, tested_at, id
                          FROM tube_result
                         WHERE country_code = :country AND revision = 0
                           AND tested_at >= :testedAt AND (tested_at > :testedAt OR id > :id)
                         ORDER BY tested_at, id
                         LIMIT :page
                        """)
                .param("country", country.code())
                .param("testedAt", Timestamp.from(last.testedAt()))
                .param("id", last.resultId().id())
                .param("page", PAGE)
                .query((row, n) -> new TubeResulted(
                        row.getString(1),
                        row.getTimestamp(2).toInstant(),
                        new ResultId(row.getObject(3, UUID.class), country.code())))
                .list();
    }

    /** The tubes that sampling-service knows, and whether it has heard of their end. */
    private Map<String, Boolean> heard(Country country, Collection<TubeResulted> tubes) {
        if (tubes.isEmpty()) {
            return Map.of();
        }
        List<String> barcodes = tubes.stream().map(TubeResulted::barcode).toList();
        return sampling.call(country, client -> client.lookup(new Query(country.code(), barcodes))).stream()
                .collect(Collectors.toMap(Tube::barcode, Tube::isDone));
    }

    /** Those without an end, and those that are not known there at all. */
    private List<TubeResulted> unheard(Country country, Collection<TubeResulted> tubes) {
        Map<String, Boolean> heard = heard(country, tubes);
        return tubes.stream()
                .filter(tube -> !heard.getOrDefault(tube.barcode(), false))
                .toList();
    }

    private void lookAgain(Run run, List<TubeResulted> suspects) {
        Country country = run.country();
        for (int from = 0; from < suspects.size(); from += PAGE) {
            Map<String, TubeResulted> some = suspects.subList(from, Math.min(suspects.size(), from + PAGE)).stream()
                    .collect(Collectors.toMap(TubeResulted::barcode, Function.identity()));
            some.keySet()
                    .removeAll(onTheWay.to("sampling", country, List.of(TubeResulted.TYPE), "barcode", some.keySet()));
            Map<String, Boolean> heard = heard(country, some.values());
            List<TubeResulted> unheard = some.values().stream()
                    .filter(tube -> heard.containsKey(tube.barcode()) && !heard.get(tube.barcode()))
                    .toList();
            long unknown = (long) some.size() - heard.size();
            if (unknown > 0) {
                LOG.error("{} tubes of {} with a result are not known to sampling-service", unknown, country);
            }
            run.foundTubes(unheard.size() + unknown);
            if (!unheard.isEmpty()) {
                transactions.run(
                        country,
                        () -> outbox.appendAll(changes.told(
                                "sampling",
                                country,
                                TubeResulted.TYPE,
                                unheard,
                                tube -> country + "/" + tube.barcode())));
                run.repaired(unheard.size());
            }
        }
    }
}
