package org.meridian.bench.world;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.meridian.bench.stack.Gateway;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.stack.Stack;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.id.SiteId;

/** A running platform and what every experiment on it needs. */
public final class World {

    /** Where everything happens unless another country is named: the sites' country, and most people's. */
    public static final String COUNTRY = "DEU";

    private final Stack stack;
    private final Gateway gateway;
    private final Sql sql;
    private final Tokens tokens;
    private final long seed;
    private final boolean quick;
    private final String country;
    private final IdGenerator ids = new IdGenerator(Clock.systemUTC());

    public World(Stack stack, long seed, boolean quick) {
        this(stack, seed, quick, COUNTRY);
    }

    private World(Stack stack, long seed, boolean quick, String country) {
        String region = stack.topology().regionOf(Country.of(country)).name();
        this.stack = stack;
        this.gateway = new Gateway(stack.gateway(region));
        this.sql = new Sql(stack.database(region));
        this.country = country;
        this.tokens = new Tokens(stack.keys(), stack.topology());
        this.seed = seed;
        this.quick = quick;
    }

    /** The same platform seen from another country, with people of another seed. */
    public World in(String otherCountry, long otherSeed) {
        return new World(stack, otherSeed, quick, otherCountry);
    }

    public String country() {
        return country;
    }

    /** The country's. */
    public String region() {
        return stack.topology().regionOf(Country.of(country)).name();
    }

    public Stack stack() {
        return stack;
    }

    public Gateway gateway() {
        return gateway;
    }

    public Sql sql() {
        return sql;
    }

    public Tokens tokens() {
        return tokens;
    }

    public long seed() {
        return seed;
    }

    public boolean quick() {
        return quick;
    }

    public People people() {
        return new People(seed, country);
    }

    /** The partition of a service's table that holds {@link #country}'s rows. */
    public String partition(String service, String table) {
        return service + "." + stack.topology().partitionOf(Country.of(country)).of(table);
    }

    /** An approved site, written into the database. */
    public SiteId newSite(String division) {
        SiteId site = ids.next(Country.of(country), SiteId::new);
        Instant now = Clock.systemUTC().instant();
        sql.run("""
                INSERT INTO %s (id, country_code, admin_id, name, corp_name, corp_no, division, opens_at, closes_at, status,
                                registered_at, version)
                VALUES ('%s', '%s', '%s', 'Bench', 'Bench', 'B-1', '%s', '00:00', '23:59', 'APPROVED', '%s', 0)
                """.formatted(partition("sampling", "site"), site.id(), country, UUID.randomUUID(), division, now));
        return site;
    }

    /** A place to check in at, written into the database; its id as people know it. */
    public String newPlace() {
        return newPlace(UUID.randomUUID());
    }

    /** The same for an owner who is known. */
    public String newPlace(UUID owner) {
        SiteId place = ids.next(Country.of(country), SiteId::new);
        Instant now = Clock.systemUTC().instant();
        sql.run("""
                INSERT INTO %s (id, country_code, owner_id, name, corp_name, corp_no, division, created_at)
                VALUES ('%s', '%s', '%s', 'Bench', 'Bench', 'B-1', 'DE-BENCH', '%s')
                """.formatted(partition("checkin", "place"), place.id(), country, owner, now));
        return place.toString(); // every id is written alike
    }
}
