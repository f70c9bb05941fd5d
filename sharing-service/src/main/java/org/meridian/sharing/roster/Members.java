package org.meridian.sharing.roster;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.TimeZones;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.sharing.roster.RegistrationClient.ByKey;
import org.meridian.sharing.roster.RegistrationClient.Registered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A unit's current members, for reading. */
@Repository
public class Members {

    /** As many as are read at once. */
    public static final int BATCH = 1_000;

    /** @param missing regions that could not say who has registered meanwhile */
    public record Resolved(List<Member> members, Set<String> missing) {}

    private final JdbcClient jdbc;
    private final CountryTransactions transactions;
    private final RegionalClients<RegistrationClient> registration;
    private final Topology topology;
    private final Clock clock;

    Members(
            JdbcClient jdbc,
            CountryTransactions transactions,
            RegionalClients<RegistrationClient> registration,
            Topology topology,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.registration = registration;
        this.topology = topology;
        this.clock = clock;
    }

    /** Members named by the last upload whose membership has not expired, at most {@link #BATCH} behind this one. */
    public List<Member> of(UnitId unit, UUID after) {
        return jdbc.sql("""
                        SELECT id, member_country, person_key, resident_id, reference, type
                          FROM roster_member
                         WHERE unit_id = :unit AND country_code = :country AND id > :after
                           AND ended_at IS NULL AND expires_on >= :today
                         ORDER BY id LIMIT :limit
                        """)
                .param("unit", unit.id())
                .param("country", unit.countryCode())
                .param("after", after)
                .param("today", LocalDate.now(clock.withZone(TimeZones.of(unit.country()))))
                .param("limit", BATCH)
                .query((row, number) -> new Member(
                        row.getObject("id", UUID.class),
                        Country.of(row.getString("member_country")),
                        row.getString("person_key"),
                        row.getObject("resident_id", UUID.class),
                        row.getString("reference"),
                        row.getString("type")))
                .list();
    }

    /** Those of them who have registered, those found only now included; what is found is remembered. */
    public Resolved registered(UnitId unit, List<Member> members) {
        List<Member> registered = new ArrayList<>();
        Map<Country, Map<String, Member>> unknown = new LinkedHashMap<>();
        for (Member member : members) {
            if (member.residentId() != null) {
                registered.add(member);
            } else {
                unknown.computeIfAbsent(member.country(), c -> new HashMap<>()).put(member.personKey(), member);
            }
        }
        Set<String> missing = new TreeSet<>();
        List<Member> found = new ArrayList<>();
        unknown.forEach((country, byKey) -> {
            try {
                List<String> keys = List.copyOf(byKey.keySet());
                for (Registered person : registration.call(country, r -> r.byKey(new ByKey(country.code(), keys)))) {
                    Member member = byKey.get(person.personKey());
                    if (member != null) {
                        found.add(member.registeredAs(person.residentId().id()));
                    }
                }
            } catch (ProblemException e) {
                missing.add(unreachable(country, e));
            }
        });
        if (!found.isEmpty()) {
            remember(unit, found);
            registered.addAll(found);
        }
        return new Resolved(registered, missing);
    }

    private String unreachable(Country country, ProblemException failure) {
        if (failure.type().status() != 503) {
            throw failure;
        }
        return topology.regionOf(country).name();
    }

    private void remember(UnitId unit, List<Member> found) {
        transactions.run(
                unit.country(),
                () -> jdbc.sql("""
                        UPDATE roster_member m SET resident_id = v.resident_id
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:residents AS uuid[])) AS v(id, resident_id)
                         WHERE m.id = v.id AND m.country_code = :country
                        """)
                        .param("country", unit.countryCode())
                        .param("ids", found.stream().map(m -> m.id().toString()).toArray(String[]::new))
                        .param(
                                "residents",
                                found.stream()
                                        .map(m -> String.valueOf(m.residentId()))
                                        .toArray(String[]::new))
                        .update());
    }
}
