package org.meridian.sharing.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meridian.db.data.Unreachable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.token.Caller;
import org.meridian.sharing.consent.Consents;
import org.meridian.sharing.consent.Scope;
import org.meridian.sharing.roster.Member;
import org.meridian.sharing.roster.Members;
import org.meridian.sharing.unit.UnitView;
import org.springframework.stereotype.Service;

/**
 * A unit's reading. Country by country: who consents now, their latest results, the trace in their access log, and only
 * then the answer. A country that cannot be reached is left out and named.
 */
@Service
public class Reading {

    /**
     * @param missing regions whose members are left out because they could not be reached
     * @param next where to go on, unless this was all
     */
    public record Page(
            List<MemberResult> results,
            Set<String> missing,
            @Nullable ReadingCursor next) {}

    private static final UUID FIRST = new UUID(0, 0);

    private final Members members;
    private final Consents consents;
    private final RegionalClients<ResultsClient> results;
    private final AccessLog log;
    private final Quota quota;
    private final Topology topology;

    Reading(
            Members members,
            Consents consents,
            RegionalClients<ResultsClient> results,
            AccessLog log,
            Quota quota,
            Topology topology) {
        this.members = members;
        this.consents = consents;
        this.results = results;
        this.log = log;
        this.quota = quota;
        this.topology = topology;
    }

    /**
     * A new reading.
     *
     * @param purpose those who consented to another are not read; all who consented when absent
     * @throws ProblemException 429 within the hour; 503, without using the quota, when nobody can be
     *     reached
     */
    public Page begin(UnitView unit, Caller reader, @Nullable String purpose) {
        UUID reading = quota.begin(unit.unitId());
        try {
            return page(unit, reader, purpose, new ReadingCursor(reading, FIRST));
        } catch (RuntimeException nothingGiven) {
            giveBack(unit, reading, nothingGiven);
            throw nothingGiven;
        }
    }

    private void giveBack(UnitView unit, UUID reading, RuntimeException why) {
        try {
            quota.giveBack(unit.unitId(), reading);
        } catch (RuntimeException e) {
            why.addSuppressed(e); // the unit waits an hour for nothing, but is told the first reason
        }
    }

    /** The next page of a reading that was begun within the hour. */
    public Page goOn(UnitView unit, Caller reader, @Nullable String purpose, ReadingCursor cursor) {
        quota.mustBePresent(unit.unitId(), cursor.reading());
        return page(unit, reader, purpose, cursor);
    }

    private Page page(UnitView unit, Caller reader, @Nullable String purpose, ReadingCursor cursor) {
        List<Member> batch = members.of(unit.unitId(), cursor.after());
        Members.Resolved resolved = members.registered(unit.unitId(), batch);
        Set<String> missing = new TreeSet<>(resolved.missing());
        Map<Country, List<Member>> byCountry = resolved.members().stream()
                .collect(Collectors.groupingBy(Member::country, TreeMap::new, Collectors.toList()));
        Map<UUID, MemberResult> found = new HashMap<>();
        byCountry.forEach((country, some) -> {
            try {
                found.putAll(read(unit, reader, purpose, cursor.reading(), country, some));
            } catch (RuntimeException failure) {
                if (!isUnreachable(failure)) {
                    throw failure;
                }
                missing.add(topology.regionOf(country).name());
            }
        });
        Set<String> needed = batch.stream()
                .map(member -> topology.regionOf(member.country()).name())
                .collect(Collectors.toSet());
        if (found.isEmpty() && !needed.isEmpty() && missing.containsAll(needed)) {
            throw ProblemException.regionUnavailable(missing.iterator().next());
        }
        List<MemberResult> inOrder = new ArrayList<>();
        batch.stream()
                .map(member -> found.get(member.id()))
                .filter(Objects::nonNull)
                .forEach(inOrder::add);
        ReadingCursor next = batch.size() < Members.BATCH
                ? null
                : new ReadingCursor(cursor.reading(), batch.getLast().id());
        return new Page(inOrder, missing, next);
    }

    /** By member's row. */
    private Map<UUID, MemberResult> read(
            UnitView unit, Caller reader, @Nullable String wanted, UUID reading, Country country, List<Member> some) {
        Map<UUID, Member> byResident = some.stream()
                .collect(Collectors.toMap(member -> Objects.requireNonNull(member.residentId()), m -> m, (a, b) -> a));
        Map<UUID, String> purposes =
                consents.purposes(country, unit.unitId(), Scope.LATEST_RESULT, wanted, byResident.keySet());
        if (purposes.isEmpty()) {
            return Map.of();
        }
        List<ResidentId> consenting = purposes.keySet().stream()
                .map(id -> new ResidentId(id, country.code()))
                .sorted(Comparator.comparing(ResidentId::toString))
                .toList();
        Map<UUID, MemberResult> found = new HashMap<>();
        for (ResultsClient.Latest latest :
                results.call(country, r -> r.latest(new ResultsClient.Query(country.code(), consenting)))) {
            UUID resident = latest.residentId().id();
            Member member = byResident.get(resident);
            String purpose = purposes.get(resident);
            if (member != null && purpose != null) { // whatever else was answered is not this unit's to see
                found.put(member.id(), result(member, latest, purpose));
            }
        }
        if (!found.isEmpty()) {
            log.write(country, reading, unit, reader, List.copyOf(found.values()));
        }
        return found;
    }

    private static MemberResult result(Member member, ResultsClient.Latest latest, String purpose) {
        return new MemberResult(
                member.reference(),
                member.type(),
                latest.outcome(),
                latest.status(),
                day(latest.sampledAt()),
                latest.residentId(),
                purpose);
    }

    private static @Nullable LocalDate day(@Nullable Instant instant) {
        return instant == null ? null : LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** A region's node, or the service that keeps its results. */
    private static boolean isUnreachable(RuntimeException failure) {
        return Unreachable.is(failure)
                || (failure instanceof ProblemException problem
                        && problem.type().status() == 503);
    }
}
