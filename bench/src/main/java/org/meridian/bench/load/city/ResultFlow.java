package org.meridian.bench.load.city;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.HttpBytes;
import org.meridian.bench.traffic.Reply;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Role;

/**
 * Laboratories report tubes of five, one tube a call, as an analyser does that reports when it has a result: the hardest form. One
 * tube in a hundred is positive.
 */
public final class ResultFlow implements Flow {

    private static final int SITES = 5; // in each country; its laboratory reports
    private static final int TUBE = 5;
    private static final int POSITIVE = 100;

    private final City city;
    private final List<SiteId> sites;
    private final String prefix;
    private final byte[][] requests;
    private final Ledger<Integer> ledger = new Ledger<>();

    public ResultFlow(City city, int count) {
        this.city = city;
        this.sites = city.newIds(SITES, SiteId::new);
        this.prefix = "R" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        this.requests = new byte[count][];
        Instant sampledAt = City.now().minus(Duration.ofHours(5));
        Instant testedAt = sampledAt.plus(Duration.ofHours(4));
        Seeds seeds = new Seeds(city);
        seeds.sites(sites);
        long first = City.newPeople(count * TUBE);
        tubes(seeds, count, first, sampledAt);
        List<String> testers = sites.stream()
                .map(site -> city.world().tokens().atSite(site, Role.TESTER))
                .toList();
        for (int i = 0; i < count; i++) {
            String outcome = i % POSITIVE == POSITIVE - 1 ? "POSITIVE" : "NEGATIVE";
            requests[i] = HttpBytes.post(
                    city.gateway(),
                    "/v1/results",
                    testers.get(sites.indexOf(site(i))),
                    "[{\"barcode\":\"" + barcode(i) + "\",\"outcome\":\"" + outcome + "\",\"testedAt\":\"" + testedAt
                            + "\"}]");
        }
        seeds.settle(city.table("sampling", "tube"), city.table("sampling", "sample"));
    }

    private void tubes(Seeds seeds, int count, long first, Instant at) {
        UUID sampler = UUID.randomUUID();
        seeds.copy(
                city.table("sampling", "tube"),
                "barcode, country_code, site_id, capacity, filled, state, opened_at",
                count,
                t -> new Object[] {barcode(t), City.country(t), site(t).id(), TUBE, TUBE, "SEALED", at});
        seeds.copy(
                city.table("sampling", "tube_event"),
                "barcode, country_code, state, actor, server_time",
                2 * count,
                e -> new Object[] {barcode(e / 2), City.country(e / 2), e % 2 == 0 ? "OPEN" : "SEALED", sampler, at});
        seeds.copy(
                city.table("sampling", "sample"),
                "id, country_code, barcode, site_id, resident_id, resident_country, sampled_by, sampled_at, recorded_at",
                count * TUBE,
                s -> {
                    String country = City.country(s / TUBE);
                    return new Object[] {
                        city.newId(country, SiteId::new).id(),
                        country,
                        barcode(s / TUBE),
                        site(s / TUBE).id(),
                        city.person(country, first + s).id(),
                        country,
                        sampler,
                        at,
                        at
                    };
                });
        seeds.registered(count * TUBE, s -> city.person(City.country(s / TUBE), first + s));
    }

    private String barcode(int tube) {
        return prefix + "-" + tube;
    }

    private SiteId site(int tube) {
        return City.inCountry(sites, City.country(tube), tube);
    }

    @Override
    public String name() {
        return "tube result";
    }

    @Override
    public List<Calls> phases() {
        return List.of(new Calls() {
            @Override
            public String name() {
                return ResultFlow.this.name();
            }

            @Override
            public byte @Nullable [] request(int number) {
                return requests[number];
            }

            // A receipt that rejects the tube is an answer, and the laboratory's result is not there: it counts as
            // lost.
            @Override
            public void answered(int number, Reply reply) {
                if (reply.status() == 200) {
                    ledger.acknowledged(number);
                } else if (reply.status() >= 500) {
                    ledger.uncertain(number);
                }
            }

            @Override
            public void unanswered(int number) {
                ledger.uncertain(number);
            }
        });
    }

    /** The tubes' results, and one for each person in them. */
    @Override
    public Account account() {
        Account tubes = ledger.compare(city.world()
                .sql()
                .list(
                        "SELECT barcode FROM " + city.table("results", "tube_result") + " WHERE site_id = ANY(?)",
                        row -> Integer.valueOf(row.getString(1).substring(prefix.length() + 1)),
                        (Object) City.uuids(sites)));
        long incomplete = city.world()
                .sql()
                .number(
                        """
                        SELECT count(*)
                          FROM %s t
                          LEFT JOIN (SELECT result_id, count(*) AS people FROM %s GROUP BY result_id) p
                            ON p.result_id = t.id
                         WHERE t.site_id = ANY(?) AND p.people IS DISTINCT FROM %d
                        """.formatted(
                                city.table("results", "tube_result"), city.table("results", "person_result"), TUBE),
                        (Object) City.uuids(sites));
        return tubes.and(new Account(0, incomplete, 0, 0));
    }
}
