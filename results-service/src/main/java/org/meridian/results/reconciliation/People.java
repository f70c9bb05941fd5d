package org.meridian.results.reconciliation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.results.reconciliation.Repairs.Differing;
import org.meridian.results.reconciliation.StatusClient.Compare;
import org.meridian.results.reconciliation.StatusClient.Found;
import org.meridian.results.reconciliation.StatusClient.Range;
import org.springframework.stereotype.Component;

/**
 * Compares a country's people with what checkin-service knows of them, page by page and in both directions. Who differs is
 * looked at once more when their events have had time to arrive; who differs still is told again.
 */
@Component
class People {

    static final int PAGE = 1_000;

    /** Suspects that are kept before they are looked at again; each time costs the wait. */
    private static final int MOST_SUSPECTS = 20_000;

    private final Statuses statuses;
    private final RegionalClients<StatusClient> checkin;
    private final OnTheWay onTheWay;
    private final Repairs repairs;
    private final CountryTransactions transactions;

    People(
            Statuses statuses,
            RegionalClients<StatusClient> checkin,
            OnTheWay onTheWay,
            Repairs repairs,
            CountryTransactions transactions) {
        this.statuses = statuses;
        this.checkin = checkin;
        this.onTheWay = onTheWay;
        this.repairs = repairs;
        this.transactions = transactions;
    }

    void reconcile(Run run, Topic topic) {
        Set<ResidentId> suspects = new LinkedHashSet<>();
        ResidentId after = null;
        do {
            after = page(run, topic, after, suspects);
            if (!suspects.isEmpty() && (after == null || suspects.size() >= MOST_SUSPECTS)) {
                run.settle();
                lookAgain(run, topic, List.copyOf(suspects));
                suspects.clear();
            }
        } while (after != null);
    }

    /** @return where to go on; null at the end */
    private @Nullable ResidentId page(Run run, Topic topic, @Nullable ResidentId after, Set<ResidentId> suspects) {
        Country country = run.country();
        List<Status> page = statuses.after(country, topic, after, PAGE);
        ResidentId until = page.size() < PAGE ? null : page.getLast().residentId();
        Found found = compare(country, new Compare(country.code(), topic, new Range(after, until), page));
        ResidentId covered = found.until();
        Set<ResidentId> compared = page.stream()
                .map(Status::residentId)
                .filter(resident -> covered == null || text(resident).compareTo(text(covered)) <= 0)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        found.differences().forEach(difference -> {
            compared.add(difference.residentId());
            suspects.add(difference.residentId());
        });
        run.compared(compared.size());
        return covered;
    }

    private void lookAgain(Run run, Topic topic, List<ResidentId> suspects) {
        for (int from = 0; from < suspects.size(); from += PAGE) {
            lookAgainAtSome(run, topic, suspects.subList(from, Math.min(suspects.size(), from + PAGE)));
        }
    }

    /**
     * The order matters. What was committed before the statuses are read is then either in the outbox still, or was
     * delivered before checkin-service is asked; a change after that is noticed by its version when it is to be repaired.
     */
    private void lookAgainAtSome(Run run, Topic topic, List<ResidentId> suspects) {
        Country country = run.country();
        List<Status> now = statuses.of(country, topic, suspects);
        Set<String> late = onTheWay.to(
                "checkin",
                country,
                topic.events(),
                "residentId",
                suspects.stream().map(ResidentId::toString).toList());
        Map<ResidentId, Status> settled = now.stream()
                .filter(status -> !late.contains(status.residentId().toString()))
                .collect(Collectors.toMap(Status::residentId, Function.identity()));
        if (settled.isEmpty()) {
            return;
        }
        Found found = compare(country, new Compare(country.code(), topic, null, List.copyOf(settled.values())));
        List<Differing> differing = new ArrayList<>();
        for (Difference difference : found.differences()) {
            Status compared = settled.get(difference.residentId());
            if (compared != null) {
                run.found(topic, difference);
                differing.add(new Differing(difference.residentId(), compared.version(), difference.version()));
            }
        }
        if (!differing.isEmpty()) {
            run.repaired(transactions.write(country, () -> repairs.repair(country, topic, differing)));
        }
    }

    private Found compare(Country country, Compare query) {
        return checkin.call(country, client -> client.compare(query));
    }

    /** Sorts as the database sorts ids. */
    private static String text(ResidentId resident) {
        return resident.id().toString();
    }
}
