package org.meridian.deploy.day;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One country's part of the day: its people, its site with two tubes, its laboratory, its library, an employer. */
final class CountryDay {

    static final int POOL = 10;

    private final Scene scene;
    private final Residents residents;
    private final Staff staff;
    private final TestSite site;
    private final Laboratory laboratory;
    private final Venue venue;
    private final Employer employer;
    private final List<Person> pool = new ArrayList<>();
    private final List<Person> singles = new ArrayList<>();
    private String poolTube = "";
    private String singleTube = "";

    CountryDay(Scene scene) {
        this.scene = scene;
        FrontDesk desk = new FrontDesk(scene.api());
        this.residents = new Residents(scene, desk);
        this.staff = new Staff(scene, desk);
        this.site = new TestSite(scene, staff, residents);
        this.laboratory = new Laboratory(scene, staff);
        this.venue = new Venue(scene, staff);
        this.employer = new Employer(scene, staff);
    }

    String country() {
        return scene.country();
    }

    Person single() {
        return singles.getFirst();
    }

    Person firstOfPool() {
        return pool.getFirst();
    }

    String token(String role) {
        return staff.token(role);
    }

    TestSite site() {
        return site;
    }

    Venue venue() {
        return venue;
    }

    void registerPeople() {
        pool.addAll(residents.register("Person", POOL));
        singles.add(residents.register("Person Single"));
        scene.tell()
                .say(
                        "%s: %d residents registered through %s; one of them is %s, national id %s",
                        country(),
                        POOL + 1,
                        scene.api().gateway(),
                        single().id(),
                        residents.profile(single()).body().path("nationalId"));
        scene.check("health code before any test", "YELLOW", residents.colour(single()));
    }

    void hireStaff() {
        staff.hire(List.of("SITE_ADMIN", "PLACE_OWNER", "UNIT_ADMIN", "AUDITOR"));
        scene.tell().say("%s: accounts for a site administrator, a place owner, an employer and an auditor", country());
    }

    void sample() {
        poolTube = site.barcode("P");
        singleTube = site.barcode("S");
        site.fill(poolTube, POOL, pool);
        site.fill(singleTube, 1, singles);
        scene.tell()
                .say("%s: %d people in tube %s, one in tube %s; both sealed", country(), POOL, poolTube, singleTube);
    }

    /** Uploads both results and waits until every member's colour has followed. */
    void reportResults(boolean poolPositive, boolean singlePositive) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        outcomes.put(poolTube, poolPositive ? "POSITIVE" : "NEGATIVE");
        outcomes.put(singleTube, singlePositive ? "POSITIVE" : "NEGATIVE");
        outcomes.put("NOSUCHTUBE-1", "NEGATIVE");
        Instant sent = scene.clock().instant();
        laboratory.upload(laboratory.file(outcomes), "3, 2, 0, 1");
        scene.await(() -> residents.tested(single()) && pool.stream().allMatch(residents::tested));
        scene.tell()
                .say(
                        "%s: every health code had followed after %d ms",
                        country(),
                        Duration.between(sent, scene.clock().instant()).toMillis());
        scene.check("health code of the single tube", singlePositive ? "RED" : "GREEN", residents.colour(single()));
        scene.check(
                "health codes of the pool",
                Map.of(poolPositive ? "YELLOW" : "GREEN", (long) POOL),
                residents.colours(pool));
        scene.check(
                "a pool member's results",
                1,
                residents.results(firstOfPool()).body().size());
    }

    /** Five of the pool and the single are on the roster; two of the pool and the single consent. */
    void shareWithEmployer(String auditor, boolean poolPositive, boolean singlePositive) {
        employer.open(auditor);
        List<Person> members = new ArrayList<>(pool.subList(0, 5));
        members.add(single());
        employer.upload(members);
        List<Person> consenting = List.of(pool.get(0), pool.get(1), single());
        employer.allowedBy(consenting);
        employer.read(consenting.size(), (poolPositive ? 2L : 0L) + (singlePositive ? 1L : 0L));
    }

    /** The place of the latest visit in the person's own list, waiting for it when it was abroad. */
    String visit(Person person) {
        scene.await(() -> !residents.visits(person).body().isEmpty());
        return residents
                .visits(person)
                .body()
                .path(0)
                .path("place")
                .path("code")
                .asString("");
    }
}
