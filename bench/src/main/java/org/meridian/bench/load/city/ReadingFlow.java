package org.meridian.bench.load.city;

import java.util.List;
import java.util.UUID;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.HttpBytes;
import org.meridian.bench.traffic.Reply;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;

/**
 * Employers read their people's latest results, each once, as they may only once an hour: 35 a second are 125,000 in an hour. Every
 * unit has a hundred members who all consent and were tested.
 */
public final class ReadingFlow implements Flow {

    private static final int MEMBERS = 100;
    private static final String LAST_DAY = "2099-12-31";

    private final City city;
    private final UnitId[] units;
    private final byte[][] requests;
    private final Ledger<UUID> ledger = new Ledger<>();

    public ReadingFlow(City city, int count) {
        this.city = city;
        this.units = new UnitId[count];
        this.requests = new byte[count][];
        StaffId[] admins = new StaffId[count];
        for (int i = 0; i < count; i++) {
            units[i] = city.newId(City.country(i), UnitId::new);
            admins[i] = city.newId(City.country(i), StaffId::new);
            requests[i] = HttpBytes.get(
                    city.gateway(),
                    "/v1/units/" + units[i] + "/results",
                    city.world().tokens().unitAdmin(admins[i], units[i]));
        }
        seed(count, admins);
    }

    private void seed(int count, StaffId[] admins) {
        var now = City.now();
        Seeds seeds = new Seeds(city);
        seeds.copy(
                city.table("sharing", "unit"),
                "id, country_code, admin_id, name, corp_name, corp_no, division, status, created_at, version",
                count,
                i -> new Object[] {
                    units[i].id(),
                    units[i].countryCode(),
                    admins[i].id(),
                    "Works " + i,
                    "City",
                    "C-1",
                    "DE-CITY",
                    "APPROVED",
                    now,
                    0
                });
        long first = City.newPeople(count * MEMBERS);
        int people = count * MEMBERS;
        seeds.tested(people, m -> member(first, m));
        UUID upload = UUID.randomUUID();
        seeds.copy(
                city.table("sharing", "roster_member"),
                "id, country_code, unit_id, member_country, person_key, resident_id, reference, type, expires_on, upload_id",
                people,
                m -> {
                    ResidentId person = member(first, m);
                    String country = person.countryCode();
                    return new Object[] {
                        person.id(),
                        country,
                        units[m / MEMBERS].id(),
                        country,
                        "key-" + person.id(),
                        person.id(),
                        "No. " + m,
                        "STAFF",
                        LAST_DAY,
                        upload
                    };
                });
        seeds.copy(
                city.table("sharing", "consent"),
                "id, country_code, resident_id, unit_id, unit_country, purpose, expires_on, given_at",
                people,
                m -> {
                    ResidentId person = member(first, m);
                    String country = person.countryCode();
                    return new Object[] {
                        person.id(), country, person.id(), units[m / MEMBERS].id(), country, "entry", LAST_DAY, now
                    };
                });
        seeds.settle(
                city.table("sharing", "roster_member"),
                city.table("sharing", "consent"),
                city.table("results", "latest_result"));
    }

    private ResidentId member(long first, int number) {
        return city.person(City.country(number / MEMBERS), first + number);
    }

    @Override
    public String name() {
        return "sharing read";
    }

    @Override
    public List<Calls> phases() {
        return List.of(new Calls() {
            @Override
            public String name() {
                return ReadingFlow.this.name();
            }

            @Override
            public byte[] request(int number) {
                return requests[number];
            }

            @Override
            public void answered(int number, Reply reply) {
                if (reply.status() == 200) {
                    ledger.acknowledged(units[number].id());
                } else if (reply.status() >= 500) {
                    ledger.uncertain(units[number].id());
                }
            }

            @Override
            public void unanswered(int number) {
                ledger.uncertain(units[number].id());
            }
        });
    }

    /** Every reading stands in the access log of everybody who was read, or it counts as lost. */
    @Override
    public Account account() {
        return ledger.compare(city.world()
                .sql()
                .list(
                        "SELECT unit_id FROM " + city.table("sharing", "share_read")
                                + " WHERE unit_id = ANY(?) GROUP BY unit_id, reading_id HAVING count(*) = " + MEMBERS,
                        row -> row.getObject(1, UUID.class),
                        (Object) City.uuids(List.of(units))));
    }
}
