package org.meridian.bench.world;

import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.meridian.bench.stack.Sql;
import org.meridian.platform.id.SiteId;

/** Puts sealed tubes with their samples into the database by COPY: a million in about a minute. */
public final class Seeding {

    private final World world;
    private final Sql sql;

    public Seeding(World world) {
        this.world = world;
        this.sql = world.sql();
    }

    public void sealed(Tubes tubes, SiteId site) {
        String sampler = UUID.randomUUID().toString();
        Instant at = tubes.sampledAt();
        String place = world.country() + "\t" + site.id() + "\t";
        sql.copy(
                world.partition("sampling", "tube"),
                "barcode, country_code, site_id, capacity, filled, state, opened_at",
                out -> {
                    for (int i = 0; i < tubes.count(); i++) {
                        int capacity = tubes.capacity(i);
                        line(out, tubes.barcode(i), "\t", place, capacity, "\t", capacity, "\tSEALED\t", at);
                    }
                });
        sql.copy(world.partition("sampling", "tube_event"), "barcode, country_code, state, actor, server_time", out -> {
            for (int i = 0; i < tubes.count(); i++) {
                line(out, tubes.barcode(i), "\t", world.country(), "\tOPEN\t", sampler, "\t", at);
                line(out, tubes.barcode(i), "\t", world.country(), "\tSEALED\t", sampler, "\t", at);
            }
        });
        sql.copy(
                world.partition("sampling", "sample"),
                "id, country_code, barcode, site_id, resident_id, resident_country, sampled_by, sampled_at, recorded_at",
                out -> samples(tubes, site, sampler, out));
        sql.run(
                "ANALYZE " + world.partition("sampling", "tube"),
                "ANALYZE " + world.partition("sampling", "sample"),
                "CHECKPOINT"); // what seeding left to be written is no part of what is measured
    }

    private void samples(Tubes tubes, SiteId site, String sampler, Writer out) throws IOException {
        People people = world.people();
        long high = tubes.sampledAt().toEpochMilli() << 16; // in order of time, as the service makes them
        for (int i = 0; i < tubes.count(); i++) {
            for (int member = 0; member < tubes.capacity(i); member++) {
                long person = tubes.firstPerson(i) + member;
                UUID sample = new UUID(high | (person >>> 20 & 0xFFFF), People.mix(world.seed() ^ person));
                line(
                        out,
                        sample,
                        "\t",
                        world.country(),
                        "\t",
                        tubes.barcode(i),
                        "\t",
                        site.id(),
                        "\t",
                        people.id(person),
                        "\t",
                        world.country(),
                        "\t",
                        sampler,
                        "\t",
                        tubes.sampledAt(),
                        "\t",
                        tubes.sampledAt());
            }
        }
    }

    /** Health statuses as registration's events would have made them: somebody with a name and no result yet. */
    public void known(Tubes tubes) {
        People people = world.people();
        long first = tubes.firstPerson(0);
        sql.copy(
                world.partition("checkin", "health_status"),
                "resident_id, country_code, revision, version, name, national_id, erased, updated_at",
                out -> {
                    for (long person = first; person < first + tubes.people(); person++) {
                        line(
                                out,
                                people.id(person),
                                "\t",
                                world.country(),
                                "\t1\t0\tE*** M***\t***1\tf\t",
                                tubes.sampledAt());
                    }
                });
    }

    /** Results of single tubes over so many days and a hundred divisions, as if they had been uploaded then. */
    public void results(String prefix, int count, int days) {
        Instant now = Clock.systemUTC().instant();
        UUID site = UUID.randomUUID();
        sql.copy(
                world.partition("results", "tube_result"),
                "id, country_code, barcode, revision, outcome, tested_at, recorded_at, site_id, division, capacity, people",
                out -> {
                    for (int i = 0; i < count; i++) {
                        Instant at = now.minusSeconds(86_400L * days * i / count);
                        line(
                                out,
                                new UUID(People.mix(world.seed() + i), i),
                                "\t",
                                world.country(),
                                "\t",
                                prefix,
                                "-",
                                i,
                                "\t0\t",
                                i % 50 == 0 ? "POSITIVE" : "NEGATIVE",
                                "\t",
                                at,
                                "\t",
                                at,
                                "\t",
                                site,
                                "\tDE-",
                                i % 100,
                                "\t1\t1");
                    }
                });
        sql.run("ANALYZE " + world.partition("results", "tube_result"), "CHECKPOINT");
    }

    private static void line(Writer out, Object... fields) throws IOException {
        for (Object field : fields) {
            out.write(field.toString());
        }
        out.write('\n');
    }
}
