package org.meridian.deploy.day;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Two health officers: neither turns a colour alone, and whom it is about is told. */
final class HealthOffice {

    private static final String SHA_256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private final Scene scene;
    private final Residents residents;
    private final String one;
    private final String other;

    HealthOffice(Scene scene, Staff staff, Residents residents) {
        this.scene = scene;
        this.residents = residents;
        this.one = staff.healthOfficer();
        this.other = staff.healthOfficer();
    }

    /** Sets the colour of somebody who is green, and takes it back. */
    void overrideFor(Person person) {
        Map<String, Object> proposal = Map.of(
                "residentId",
                person.id(),
                "colour",
                "YELLOW",
                "reason",
                "A close contact of a confirmed case.",
                "evidence",
                Map.of("reference", "case file 12", "sha256", SHA_256),
                "endsAt",
                scene.inDays(2));
        String override = "/v1/overrides/"
                + Api.must(scene.api().post("/v1/overrides", one, proposal), 201, "an officer proposes a colour")
                        .text("overrideId");
        scene.check("colour while one officer alone has spoken", "GREEN", residents.colour(person));
        Map<String, String> yes = Map.of("decision", "APPROVED", "reason", "The file shows it.");
        scene.check(
                "approval by the officer who proposed it",
                403,
                scene.api().post(override + "/decision", one, yes).status());
        Api.must(scene.api().post(override + "/decision", other, yes), 200, "another officer approves");
        scene.await(() -> residents.colour(person).equals("YELLOW"));
        scene.check("colour with two officers' word", "YELLOW", residents.colour(person));
        scene.await(() -> values("/v1/me/notices", "/kind", person).contains("OVERRIDE_SET"));
        scene.check("its subject is told", Set.of("OVERRIDE_SET"), values("/v1/me/notices", "/kind", person));

        Map<String, String> over = Map.of("reason", "The contact was somebody else.");
        Api.must(scene.api().post(override + "/end", one, over), 202, "one officer asks for the end");
        scene.check("colour while one officer alone wants the end", "YELLOW", residents.colour(person));
        Api.must(scene.api().post(override + "/end", other, over), 200, "another officer ends it");
        scene.await(() -> residents.colour(person).equals("GREEN"));
        scene.check("colour after the end", "GREEN", residents.colour(person));
        scene.await(() -> values("/v1/me/access-log", "/reader/role", person).contains("HEALTH_OFFICER"));
        scene.check(
                "the officers are in their subject's access log",
                true,
                values("/v1/me/access-log", "/reader/role", person).contains("HEALTH_OFFICER"));
    }

    private Set<String> values(String path, String pointer, Person person) {
        Set<String> kinds = new HashSet<>();
        Api.must(scene.api().get(path, person.token()), 200, path)
                .body()
                .forEach(row -> kinds.add(row.at(pointer).asString("")));
        return kinds;
    }
}
