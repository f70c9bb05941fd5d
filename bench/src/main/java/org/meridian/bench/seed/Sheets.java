package org.meridian.bench.seed;

import java.time.Instant;
import java.util.List;

/** What a city's tables hold. Tables of one list refer to each other and are filled together, in this order. */
final class Sheets {

    /** What AES-GCM adds to what it seals: nonce and tag. */
    private static final int SEAL = 28;

    private static final int INDEX = 32;
    private static final int WRAPPED_KEY = 65;
    private static final int DIVISIONS = 100;

    private final City city;

    Sheets(City city) {
        this.city = city;
    }

    /** The biggest first, so that the last one to end is not a big one. */
    List<List<Sheet>> all() {
        return List.of(
                List.of(residents()),
                List.of(personResults()),
                List.of(latestResults()),
                List.of(statuses()),
                List.of(tubes(), tubeEvents(), samples()),
                List.of(tubeResults()),
                List.of(checkIns()));
    }

    /** Few rows that others refer to; they need no bulk door. */
    List<Sheet> small() {
        return List.of(sites(), places());
    }

    int count() {
        return all().stream().mapToInt(List::size).sum() + small().size();
    }

    /** Nobody can open what is sealed here: it has the length that it would have, and no key. */
    private Sheet residents() {
        return new Sheet(
                "registration",
                "resident",
                "id, country_code, data_key, phone_index, national_id_index, phone, national_id, name, national_id_scheme,"
                        + " birth_date, division, registered_at, version",
                city.residents(),
                640,
                (n, row) -> row.uuid(city.person(n))
                        .text(city.country())
                        .bytes(city.cipher(WRAPPED_KEY, 10, n))
                        .bytes(city.cipher(INDEX, 11, n))
                        .bytes(city.cipher(INDEX, 12, n))
                        .bytes(city.cipher(SEAL + 13, 13, n))
                        .bytes(city.cipher(SEAL + 11, 14, n))
                        .bytes(city.cipher(SEAL + 14, 15, n))
                        .text("DEU-STEUERID")
                        .bytes(city.cipher(SEAL + 10, 16, n))
                        .bytes(city.cipher(SEAL + 5, 17, n))
                        .time(city.registeredAt(n))
                        .integer(0));
    }

    private Sheet statuses() {
        return new Sheet(
                "checkin",
                "health_status",
                "resident_id, country_code, revision, version, outcome, status, method, sampled_at, tested_at, name,"
                        + " national_id, erased, updated_at, positive_at, vaccination_version",
                city.residents(),
                255,
                (n, row) -> row.uuid(city.person(n))
                        .text(city.country())
                        .bigint(2)
                        .bigint(1)
                        .text(city.outcome(n))
                        .text("FINAL")
                        .text(city.method(n))
                        .time(city.sampledAt(n))
                        .time(city.testedAt(n))
                        .text("E*** M*********")
                        .text("********" + n % 1000)
                        .bool(false)
                        .time(city.testedAt(n))
                        .time(city.positiveAt(n))
                        .bigint(0));
    }

    private Sheet latestResults() {
        return new Sheet(
                "results",
                "latest_result",
                "resident_id, country_code, version, sample_id, outcome, status, method, sampled_at, tested_at, result_id,"
                        + " tube_country, decided_at, decided_by, decided_in, positive_at",
                city.residents(),
                240,
                (n, row) -> {
                    boolean alone = city.isPositive(n);
                    row.uuid(city.person(n))
                            .text(city.country())
                            .bigint(1)
                            .uuid(city.sample(n))
                            .text(city.outcome(n))
                            .text("FINAL")
                            .text(city.method(n))
                            .time(city.sampledAt(n))
                            .time(city.testedAt(n))
                            .uuid(city.resultOf(n))
                            .text(city.country());
                    if (alone) {
                        row.time(city.sampledAt(n)).uuid(city.resultOf(n)).text(city.country());
                    } else {
                        row.nothing().nothing().nothing();
                    }
                    row.time(city.positiveAt(n));
                });
    }

    private Sheet personResults() {
        return new Sheet(
                "results",
                "person_result",
                "sample_id, country_code, tube_country, resident_id, result_id, revision, outcome, status, method,"
                        + " sampled_at, tested_at, settle_version",
                city.residents(),
                265,
                (n, row) -> row.uuid(city.sample(n))
                        .text(city.country())
                        .text(city.country())
                        .uuid(city.person(n))
                        .uuid(city.resultOf(n))
                        .integer(0)
                        .text(city.outcome(n))
                        .text("FINAL")
                        .text(city.method(n))
                        .time(city.sampledAt(n))
                        .time(city.testedAt(n))
                        .integer(0));
    }

    private Sheet tubes() {
        return new Sheet(
                "sampling",
                "tube",
                "barcode, country_code, site_id, capacity, filled, state, opened_at",
                city.tubes(),
                180,
                (n, row) -> row.text(city.barcode(n))
                        .text(city.country())
                        .uuid(city.site(n % city.sites()))
                        .integer(City.MEMBERS)
                        .integer(City.MEMBERS)
                        .text("RESULTED")
                        .time(city.sampledInTube(n)));
    }

    private Sheet tubeEvents() {
        List<String> states = List.of("OPEN", "SEALED", "RESULTED");
        return new Sheet(
                "sampling",
                "tube_event",
                "barcode, country_code, state, actor, server_time",
                city.tubes() * states.size(),
                140,
                (n, row) -> {
                    long tube = n / states.size();
                    String state = states.get((int) (n % states.size()));
                    Instant sampled = city.sampledInTube(tube);
                    row.text(city.barcode(tube))
                            .text(city.country())
                            .text(state)
                            .text("results-service")
                            .time(state.equals("RESULTED") ? City.later(sampled) : sampled);
                });
    }

    private Sheet samples() {
        return new Sheet(
                "sampling",
                "sample",
                "id, country_code, barcode, site_id, resident_id, resident_country, sampled_by, sampled_at, recorded_at",
                city.samples(),
                360,
                (n, row) -> {
                    long tube = n / City.MEMBERS;
                    long site = tube % city.sites();
                    row.uuid(city.sample(n))
                            .text(city.country())
                            .text(city.barcode(tube))
                            .uuid(city.site(site))
                            .uuid(city.person(n))
                            .text(city.country())
                            .uuid(city.site(site)) // one sampler a site, whose id nobody looks up
                            .time(city.sampledAt(n))
                            .time(city.sampledAt(n));
                });
    }

    private Sheet tubeResults() {
        return new Sheet(
                "results",
                "tube_result",
                "id, country_code, barcode, revision, outcome, tested_at, recorded_at, site_id, division, capacity, people",
                city.tubes(),
                270,
                (n, row) -> {
                    Instant tested = City.later(city.sampledInTube(n));
                    row.uuid(city.result(n, tested))
                            .text(city.country())
                            .text(city.barcode(n))
                            .integer(0)
                            .text("NEGATIVE")
                            .time(tested)
                            .time(tested)
                            .uuid(city.site(n % city.sites()))
                            .text(division(n % city.sites()))
                            .integer(City.MEMBERS)
                            .integer(City.MEMBERS);
                });
    }

    private Sheet checkIns() {
        return new Sheet(
                "checkin",
                "check_in",
                "id, country_code, place_id, resident_id, resident_country, checked_in_at, received_at",
                city.checkIns(),
                300,
                (n, row) -> row.uuid(city.inOrder(city.checkedInAt(n), "check-in", n))
                        .text(city.country())
                        .uuid(city.place(Math.floorMod(city.random(5, n), city.places())))
                        .uuid(city.person(Math.floorMod(city.random(6, n), city.residents())))
                        .text(city.country())
                        .time(city.checkedInAt(n))
                        .time(city.checkedInAt(n)));
    }

    private Sheet sites() {
        return new Sheet(
                "sampling",
                "site",
                "id, country_code, admin_id, name, corp_name, corp_no, division, opens_at, closes_at, status, registered_at,"
                        + " version",
                city.sites(),
                300,
                (n, row) -> row.uuid(city.site(n))
                        .text(city.country())
                        .uuid(city.site(-n - 1))
                        .text("City " + n)
                        .text("City")
                        .text("C-" + n)
                        .text(division(n))
                        .text("00:00")
                        .text("23:59")
                        .text("APPROVED")
                        .time(city.registeredAt(0))
                        .integer(0));
    }

    private Sheet places() {
        return new Sheet(
                "checkin",
                "place",
                "id, country_code, owner_id, name, corp_name, corp_no, division, created_at",
                city.places(),
                200,
                (n, row) -> row.uuid(city.place(n))
                        .text(city.country())
                        .uuid(city.place(-n - 1))
                        .text("City " + n)
                        .text("City")
                        .text("C-" + n)
                        .text(division(n))
                        .time(city.registeredAt(0)));
    }

    private static String division(long number) {
        return "DE-" + number % DIVISIONS;
    }
}
