package org.meridian.sharing.roster;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.sharing.roster.RegistrationClient.Lookup;
import org.meridian.sharing.roster.RegistrationClient.Person;
import org.meridian.sharing.roster.RosterReceipt.Rejection;

/**
 * One upload while it is read: takes lines, gives away the numbers in chunks for keys, keeps only those. Nothing is
 * written before the last line has been taken.
 */
final class RosterIntake {

    /** A member to be, recognised by key. */
    record Entry(
            UUID id,
            Country country,
            String personKey,
            @Nullable UUID residentId,
            String reference,
            String type,
            LocalDate expiresOn) {}

    private record PersonKey(Country country, String key) {}

    private final Country home;
    private final LocalDate today;
    private final int maxRows;
    private final Topology topology;
    private final RegionalClients<RegistrationClient> registration;
    private final Supplier<UUID> ids;
    private final Map<Country, List<Candidate>> waiting = new HashMap<>();
    private final Map<PersonKey, Entry> entries = new LinkedHashMap<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private int received;
    private int duplicate;

    RosterIntake(
            Country home,
            LocalDate today,
            int maxRows,
            Topology topology,
            RegionalClients<RegistrationClient> registration,
            Supplier<UUID> ids) {
        this.home = home;
        this.today = today;
        this.maxRows = maxRows;
        this.topology = topology;
        this.registration = registration;
        this.ids = ids;
    }

    /** @throws ProblemException 413 for a row too many, 503 when registration does not answer */
    void take(RosterLine line) {
        received++;
        if (received > maxRows) {
            throw new ProblemException(ProblemType.TOO_LARGE, "A roster may have " + maxRows + " rows at most.");
        }
        switch (line) {
            case RosterLine.Unusable unusable -> rejections.add(new Rejection(unusable.line(), unusable.reason()));
            case RosterLine.Values values -> take(values);
        }
    }

    private void take(RosterLine.Values values) {
        try {
            Candidate candidate = Candidate.of(values, home, topology, today);
            List<Candidate> chunk = waiting.computeIfAbsent(candidate.country(), c -> new ArrayList<>());
            chunk.add(candidate);
            if (chunk.size() == RegistrationClient.MOST) {
                lookUp(candidate.country(), chunk);
            }
        } catch (Candidate.Rejected rejected) {
            rejections.add(new Rejection(values.line(), rejected.reason()));
        }
    }

    /** After the last line. */
    void end() {
        waiting.forEach(this::lookUp);
        rejections.sort(Comparator.comparingInt(Rejection::line));
    }

    private void lookUp(Country country, List<Candidate> chunk) {
        if (chunk.isEmpty()) {
            return;
        }
        List<String> numbers = chunk.stream().map(Candidate::nationalId).toList();
        List<Person> people = registration.call(country, r -> r.lookup(new Lookup(country.code(), numbers)));
        if (people.size() != chunk.size()) {
            throw new IllegalStateException("registration answered " + people.size() + " of " + chunk.size());
        }
        for (int i = 0; i < chunk.size(); i++) {
            settle(chunk.get(i), people.get(i));
        }
        chunk.clear();
    }

    private void settle(Candidate candidate, Person person) {
        if (person.personKey() == null) {
            rejections.add(new Rejection(
                    candidate.line(),
                    "nationalId: " + Objects.requireNonNullElse(person.error(), "no national id of this country")));
            return;
        }
        Entry entry = new Entry(
                ids.get(),
                candidate.country(),
                person.personKey(),
                person.residentId() == null ? null : person.residentId().id(),
                candidate.reference(),
                candidate.type(),
                candidate.expiresOn());
        if (entries.putIfAbsent(new PersonKey(candidate.country(), person.personKey()), entry) != null) {
            duplicate++; // the first line that names a person counts
        }
    }

    List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    RosterReceipt receipt(RosterReceiptId id, org.meridian.platform.id.UnitId unit, String sha256) {
        return new RosterReceipt(
                id, unit, received, entries.size(), duplicate, rejections.size(), sha256, List.copyOf(rejections));
    }
}
