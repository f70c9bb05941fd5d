package org.meridian.deploy.day;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One country's part of the day: its people, its site, its two tubes. */
final class CountryDay {

    static final int POOL = 10;

    private final String country;
    private final Api api;
    private final FrontDesk desk;
    private final Narrator tell;
    private final Random random;
    private final Clock clock;
    private final String admin;
    private final String division;
    private final List<Person> pool = new ArrayList<>();
    private final List<Person> singles = new ArrayList<>();
    private final Map<String, String> staff = new HashMap<>();
    private String site = "";
    private String place = "";
    private String unit = "";
    private String poolTube = "";
    private String singleTube = "";

    CountryDay(String country, String division, Api api, String admin, Narrator tell, Random random, Clock clock) {
        this.country = country;
        this.division = division;
        this.api = api;
        this.admin = admin;
        this.desk = new FrontDesk(api);
        this.tell = tell;
        this.random = random;
        this.clock = clock;
    }

    String country() {
        return country;
    }

    Person single() {
        return singles.getFirst();
    }

    Person firstOfPool() {
        return pool.getFirst();
    }

    List<Person> everybody() {
        List<Person> all = new ArrayList<>(pool);
        all.addAll(singles);
        return all;
    }

    String place() {
        return place;
    }

    String token(String role) {
        return java.util.Objects.requireNonNull(staff.get(role), role);
    }

    void registerPeople() {
        for (int i = 0; i < POOL; i++) {
            pool.add(desk.register(Identity.of(country, "Person " + (char) ('A' + i), random)));
        }
        singles.add(desk.register(Identity.of(country, "Person Single", random)));
        Api.Answer me = Api.must(api.get("/v1/me", single().token()), 200, "own profile");
        tell.say(
                "%s: %d residents registered through %s; one of them is %s, national id %s",
                country, POOL + 1, api.gateway(), single().id(), me.body().path("nationalId"));
        tell.check(country + " health code before any test", "YELLOW", colour(single()));
    }

    void hireStaff() {
        for (String role : List.of("SITE_ADMIN", "PLACE_OWNER", "UNIT_ADMIN", "AUDITOR")) {
            String phone = Identity.of(country, "", random).phone();
            Api.must(
                    api.post(
                            "/v1/staff",
                            admin,
                            Map.of(
                                    "phone",
                                    phone,
                                    "name",
                                    "Staff " + role,
                                    "role",
                                    role,
                                    "country",
                                    country,
                                    "expiresAt",
                                    inDays(30))),
                    201,
                    "staff account " + role);
            staff.put(role, desk.login(country, phone));
        }
        tell.say("%s: accounts for a site administrator, a place owner, an employer and an auditor", country);
    }

    void openSite() {
        Map<String, Object> body = new LinkedHashMap<>(company("Test site"));
        body.put("opensAt", "08:00");
        body.put("closesAt", "20:00");
        site = Api.must(api.post("/v1/sites", token("SITE_ADMIN"), body), 201, "a site registers")
                .text("siteId");
        tell.say("%s: site %s registered, waiting for an auditor", country, site);
    }

    String site() {
        return site;
    }

    void approveSite(String auditor) {
        Api.Answer decided = Api.must(
                api.post(
                        "/v1/sites/" + site + "/decision",
                        auditor,
                        Map.of("decision", "APPROVED", "reason", "inspected")),
                200,
                "an auditor decides");
        tell.check(country + " site", "APPROVED", decided.text("status"));
        for (String role : List.of("SAMPLER", "TESTER")) {
            String phone = Identity.of(country, "", random).phone();
            Api.must(
                    api.post(
                            "/v1/sites/" + site + "/staff",
                            token("SITE_ADMIN"),
                            Map.of("phone", phone, "name", "Site " + role, "role", role, "expiresAt", inDays(30))),
                    201,
                    "site staff " + role);
            staff.put(role, desk.login(country, phone));
        }
    }

    void sample() {
        String run = Long.toString(clock.millis(), 36).toUpperCase(java.util.Locale.ROOT);
        poolTube = country + "-" + run + "-P";
        singleTube = country + "-" + run + "-S";
        fill(poolTube, POOL, pool);
        fill(singleTube, 1, singles);
        tell.say("%s: %d people in tube %s, one in tube %s; both sealed", country, POOL, poolTube, singleTube);
    }

    private void fill(String barcode, int capacity, List<Person> people) {
        String sampler = token("SAMPLER");
        Api.must(
                api.post("/v1/sites/" + site + "/tubes", sampler, Map.of("barcode", barcode, "capacity", capacity)),
                201,
                "a tube is opened");
        for (Person person : people) {
            String code = Api.must(api.get("/v1/me/code", person.token()), 200, "a resident shows the code")
                    .text("code");
            Api.must(
                    api.post("/v1/tubes/" + barcode + "/samples", sampler, Map.of("residentCode", code)),
                    201,
                    "a sample is taken");
        }
        Person late = people.getFirst();
        int refused = api.post("/v1/tubes/" + barcode + "/samples", sampler, Map.of("residentId", late.id()))
                .status();
        tell.check(country + " one more into the full tube of " + capacity, 409, refused);
        Api.must(api.send("POST", "/v1/tubes/" + barcode + "/seal", sampler, null, ""), 200, "the tube is sealed");
    }

    /** Uploads both results and gives the time until every member's colour has followed. */
    void reportResults(boolean poolPositive, boolean singlePositive) {
        Instant now = clock.instant();
        String csv = "barcode,outcome,testedAt\n"
                + poolTube + "," + (poolPositive ? "POSITIVE" : "NEGATIVE") + "," + now + "\n"
                + singleTube + "," + (singlePositive ? "POSITIVE" : "NEGATIVE") + "," + now + "\n"
                + "NOSUCHTUBE-1,NEGATIVE," + now + "\n";
        Instant sent = clock.instant();
        Api.Answer receipt =
                Api.must(api.send("POST", "/v1/results", token("TESTER"), "text/csv", csv), 200, "the lab uploads");
        tell.say("%s: the lab's receipt %s", country, receipt.body());
        tell.check(
                country + " receipt: received, accepted, duplicate, rejected",
                "3, 2, 0, 1",
                receipt.body().path("received") + ", " + receipt.body().path("accepted") + ", "
                        + receipt.body().path("duplicate") + ", "
                        + receipt.body().path("rejected"));
        String ofSingle = singlePositive ? "RED" : "GREEN";
        String ofPool = poolPositive ? "YELLOW" : "GREEN";
        await(() -> tested(single()) && pool.stream().allMatch(this::tested));
        tell.say(
                "%s: every health code had followed after %d ms",
                country, Duration.between(sent, clock.instant()).toMillis());
        tell.check(country + " health code of the single tube", ofSingle, colour(single()));
        tell.check(
                country + " health codes of the pool",
                Map.of(ofPool, (long) POOL),
                pool.stream()
                        .collect(java.util.stream.Collectors.groupingBy(
                                this::colour, java.util.stream.Collectors.counting())));
        Api.Answer results = Api.must(api.get("/v1/me/results", firstOfPool().token()), 200, "own results");
        tell.check(country + " a pool member's results", 1, results.body().size());
    }

    void openPlace() {
        place = Api.must(api.post("/v1/places", token("PLACE_OWNER"), company("Library")), 201, "a place registers")
                .text("place");
        int qr =
                api.get("/v1/places/" + place + "/qr.svg", token("PLACE_OWNER")).status();
        tell.check(country + " QR code of place " + place, 200, qr);
    }

    /** Checks in at a place, here or abroad, and says which colour was answered. */
    String checkIn(Person person, String at, Api through) {
        Api.Answer answer =
                Api.must(through.post("/v1/check-ins", person.token(), Map.of("place", at)), 201, "check-in");
        return answer.body().path("healthCode").path("colour").asString("");
    }

    void openUnit(String auditor) {
        unit = Api.must(api.post("/v1/units", token("UNIT_ADMIN"), company("Employer")), 201, "an employer registers")
                .text("unitId");
        Api.must(
                api.post(
                        "/v1/units/" + unit + "/decision",
                        auditor,
                        Map.of("decision", "APPROVED", "reason", "checked")),
                200,
                "an auditor decides");
    }

    /** Five of the pool and the single are on the roster; two of the pool and the single consent. */
    void shareWithEmployer(boolean poolPositive, boolean singlePositive) {
        List<Person> members = new ArrayList<>(pool.subList(0, 5));
        members.add(single());
        StringBuilder roster = new StringBuilder("nationalId,name,type,expiresOn\n");
        String expires = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .plusDays(90)
                .toString();
        members.forEach(member -> roster.append(member.identity().number())
                .append(',')
                .append(member.identity().name())
                .append(",EMPLOYEE,")
                .append(expires)
                .append('\n'));
        Api.Answer receipt = Api.must(
                api.send("PUT", "/v1/units/" + unit + "/roster", token("UNIT_ADMIN"), "text/csv", roster.toString()),
                200,
                "the employer uploads the roster");
        tell.check(
                country + " roster lines accepted",
                6,
                receipt.body().path("accepted").asInt(-1));
        for (Person consenting : List.of(pool.get(0), pool.get(1), single())) {
            Api.must(
                    api.post(
                            "/v1/me/consents",
                            consenting.token(),
                            Map.of("unitId", unit, "purpose", "workplace safety", "expiresOn", expires)),
                    201,
                    "a member consents");
        }
        Api.Answer read =
                Api.must(api.get("/v1/units/" + unit + "/results", token("UNIT_ADMIN")), 200, "the employer reads");
        long positive = 0;
        for (var row : read.body()) {
            positive += row.path("outcome").asString("").equals("POSITIVE") ? 1 : 0;
        }
        tell.check(
                country + " employer sees consenting members only",
                3,
                read.body().size());
        tell.check(country + " of them positive", (poolPositive ? 2L : 0L) + (singlePositive ? 1L : 0L), positive);
        tell.check(
                country + " employer's second read within the hour",
                429,
                api.get("/v1/units/" + unit + "/results", token("UNIT_ADMIN")).status());
    }

    /** The place of the latest visit in the person's own list, waiting for it when it was abroad. */
    String visit(Person person) {
        await(() -> !visits(person).body().isEmpty());
        return visits(person).body().path(0).path("place").path("code").asString("");
    }

    private Api.Answer visits(Person person) {
        return Api.must(api.get("/v1/me/check-ins", person.token()), 200, "own visits");
    }

    String colour(Person person) {
        return Api.must(api.get("/v1/me/health-code", person.token()), 200, "health code")
                .text("colour");
    }

    private boolean tested(Person person) {
        Api.Answer code = Api.must(api.get("/v1/me/health-code", person.token()), 200, "health code");
        return !code.body().path("latestTest").path("outcome").asString("").isEmpty();
    }

    private Map<String, Object> company(String name) {
        return Map.of(
                "country",
                country,
                "name",
                name,
                "corpName",
                name + " Ltd",
                "corpNo",
                "C" + (100_000 + random.nextInt(900_000)),
                "division",
                division);
    }

    private String inDays(int days) {
        return clock.instant()
                .plus(days, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private void await(java.util.function.BooleanSupplier condition) {
        Instant deadline = clock.instant().plusSeconds(20);
        while (!condition.getAsBoolean() && clock.instant().isBefore(deadline)) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
