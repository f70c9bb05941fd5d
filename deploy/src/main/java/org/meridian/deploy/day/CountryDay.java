package org.meridian.deploy.day;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One country's part of the day: its people, its site, its laboratory, its library, its employers. */
final class CountryDay {

    private final Scene scene;
    private final Residents residents;
    private final Staff staff;
    private final TestSite site;
    private final Laboratory laboratory;
    private final Venue venue;
    private final People people;
    private final Testing testing;
    private final Clinic clinic;

    /** Registers the people. */
    CountryDay(Scene scene) {
        this.scene = scene;
        FrontDesk desk = new FrontDesk(scene.api());
        this.residents = new Residents(scene, desk);
        this.staff = new Staff(scene, desk);
        this.site = new TestSite(scene, staff, residents);
        this.laboratory = new Laboratory(scene, staff);
        this.venue = new Venue(scene, staff);
        this.people = People.register(residents);
        this.testing = new Testing(scene, people, residents, site, laboratory);
        this.clinic = new Clinic(scene, staff, residents);
        scene.tell()
                .say(
                        "%s: %d residents registered through %s; one of them is %s, national id %s",
                        country(),
                        People.COUNT,
                        scene.api().gateway(),
                        people.missed().id(),
                        residents.profile(people.missed()).body().path("nationalId"));
        scene.check("health code before any test", "YELLOW", residents.colour(people.missed()));
    }

    String country() {
        return scene.country();
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

    People people() {
        return people;
    }

    Testing testing() {
        return testing;
    }

    void hireStaff() {
        staff.hire(List.of("SITE_ADMIN", "PLACE_OWNER", "UNIT_ADMIN", "AUDITOR", "VACCINATOR", "ANALYST"));
        scene.tell()
                .say(
                        "%s: accounts for a site administrator, a place owner, an employer, an auditor, a vaccinator"
                                + " and an analyst",
                        country());
    }

    /** Of somebody who was found negative and is in no other part of the day. */
    void override() {
        new HealthOffice(scene, staff, residents).overrideFor(people.overridden());
    }

    void vaccinate() {
        clinic.vaccinate(people.vaccinated());
    }

    /** Half a pool and those who were tested alone are on the roster; two of the pool and the two others consent. */
    void shareWith(String name, String auditor, Map<String, Long> expected) {
        Employer employer = new Employer(name, scene, staff);
        employer.open(auditor);
        List<Person> members = new ArrayList<>(people.positivePool().subList(0, People.POOL / 2));
        members.add(people.missed());
        members.add(people.mixedUp());
        employer.upload(members);
        employer.allowedBy(
                List.of(people.confirmed(), people.positivePool().get(1), people.missed(), people.mixedUp()));
        employer.read(expected);
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
