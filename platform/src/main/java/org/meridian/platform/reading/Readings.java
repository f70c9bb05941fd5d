package org.meridian.platform.reading;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.outbox.Outbox.NewEvent;
import org.meridian.platform.token.Caller;

/**
 * Notes who read whose data, for those people and in the audit trail. What is told here is durable when the call returns or, within a transaction, when that
 * commits; an answer that shows somebody's data must not go out before. sharing-service keeps the entries in each
 * person's own country.
 */
public final class Readings {

    /** Entries in one event. */
    static final int MOST = 500;

    private static final String KEEPER = "sharing";

    private final Outbox outbox;
    private final Audit audit;
    private final CountryTransactions transactions;
    private final IdGenerator ids;
    private final Clock clock;

    Readings(Outbox outbox, Audit audit, CountryTransactions transactions, IdGenerator ids, Clock clock) {
        this.outbox = outbox;
        this.audit = audit;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** The same for a reader of whom only the token is known. */
    public void tell(Country dataCountry, Caller by, String what, String purpose, Collection<ResidentId> people) {
        tell(dataCountry, Reader.of(by), what, purpose, people);
    }

    /**
     * Tells each of these people once, whatever their countries. Joins the running write transaction, which must be of the
     * same country, or makes one.
     *
     * @param dataCountry where the data lies that was read; the entries wait there for their delivery
     * @param what was shown, in capitals, for example {@code RETEST_TASK}
     * @param purpose in words, for the person
     */
    public void tell(Country dataCountry, Reader by, String what, String purpose, Collection<ResidentId> people) {
        if (people.isEmpty()) {
            return;
        }
        UUID reading = ids.nextUuid();
        Instant now = clock.instant();
        Map<Country, List<PersonRead>> byHome = new LinkedHashMap<>();
        new LinkedHashSet<>(people)
                .forEach(person -> byHome.computeIfAbsent(person.country(), home -> new ArrayList<>())
                        .add(new PersonRead(
                                reading, person, by.staffId(), by.role(), by.organisation(), what, purpose, now)));
        List<NewEvent> events = new ArrayList<>();
        byHome.forEach((home, entries) -> {
            for (int from = 0; from < entries.size(); from += MOST) {
                events.add(event(home, entries.subList(from, Math.min(entries.size(), from + MOST))));
            }
        });
        transactions.run(dataCountry, () -> {
            audit.record(dataCountry, "person.read", by.staffId(), reading.toString(), what + " of " + entries(byHome));
            outbox.appendAll(events);
        });
    }

    private static int entries(Map<Country, List<PersonRead>> byHome) {
        return byHome.values().stream().mapToInt(List::size).sum();
    }

    private NewEvent event(Country home, List<PersonRead> entries) {
        String subject = entries.size() == 1
                ? entries.getFirst().residentId().toString()
                : home + "/" + ids.nextUuid(); // nobody's order
        return new NewEvent(KEEPER, home, PersonRead.TYPE, subject, List.copyOf(entries));
    }
}
