package org.meridian.bench.load.city;

import java.util.List;
import java.util.UUID;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.HttpBytes;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.token.Role;

/**
 * Samplers put people into tubes of five: they scan the code that each shows, made just before the run as it lives five
 * minutes. A sampler takes ten samples in a run and fills two tubes, one after the other.
 */
public final class SampleFlow implements Flow {

    private static final int SITES = 50; // in each country
    private static final int TUBE = 5;
    private static final int OF_A_SAMPLER = 10;

    private final City city;
    private final List<SiteId> sites;
    private final int samplers;
    private final String prefix;
    private final String[] tokens;
    private final String[] codes;
    private final Ledger<UUID> ledger = new Ledger<>();

    public SampleFlow(City city, int count) {
        this.city = city;
        this.sites = city.newIds(SITES, SiteId::new);
        this.samplers = Math.ceilDiv(count, OF_A_SAMPLER);
        this.prefix = "S" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
        this.tokens = new String[samplers];
        this.codes = new String[count];
        Seeds seeds = new Seeds(city);
        seeds.sites(sites);
        tubes(seeds);
        for (int s = 0; s < samplers; s++) {
            tokens[s] = city.world().tokens().atSite(site(s), Role.SAMPLER);
        }
        long first = City.newPeople(count);
        for (int i = 0; i < count; i++) {
            codes[i] = city.world().tokens().code(city.person(City.country(i % samplers), first + i));
        }
        seeds.settle(city.table("sampling", "tube"));
    }

    private void tubes(Seeds seeds) {
        int tubes = samplers * OF_A_SAMPLER / TUBE;
        var now = City.now();
        seeds.copy(
                city.table("sampling", "tube"),
                "barcode, country_code, site_id, capacity, filled, state, opened_at",
                tubes,
                t -> new Object[] {
                    prefix + "-" + t,
                    City.country(t % samplers),
                    site(t % samplers).id(),
                    TUBE,
                    0,
                    "OPEN",
                    now
                });
        seeds.copy(city.table("sampling", "tube_event"), "barcode, country_code, state, actor, server_time", tubes, t ->
                new Object[] {prefix + "-" + t, City.country(t % samplers), "OPEN", UUID.randomUUID(), now});
    }

    private SiteId site(int sampler) {
        return City.inCountry(sites, City.country(sampler), sampler);
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public List<Calls> phases() {
        return List.of(new Recorded(name(), "sampleId", ledger) {
            // All samplers take their first sample, then all their second, …
            @Override
            public byte[] request(int number) {
                int sampler = number % samplers;
                int tube = sampler + number / samplers / TUBE * samplers;
                return HttpBytes.post(
                        city.gateway(),
                        "/v1/tubes/" + prefix + "-" + tube + "/samples",
                        tokens[sampler],
                        "{\"residentCode\":\"" + codes[number] + "\"}");
            }
        });
    }

    /** A tube whose count is not that of its samples has lost or doubled one too. */
    @Override
    public Account account() {
        Account samples = ledger.compare(city.world()
                .sql()
                .list(
                        "SELECT id FROM " + city.table("sampling", "sample") + " WHERE site_id = ANY(?)",
                        row -> row.getObject(1, UUID.class),
                        (Object) City.uuids(sites)));
        long wrong = city.world()
                .sql()
                .number("""
                        SELECT count(*) FROM %s t
                         WHERE site_id = ANY(?) AND filled <>
                               (SELECT count(*) FROM %s s WHERE s.barcode = t.barcode AND s.country_code = t.country_code)
                        """.formatted(city.table("sampling", "tube"), city.table("sampling", "sample")), (Object)
                        City.uuids(sites));
        return samples.and(new Account(0, wrong, 0, 0));
    }
}
