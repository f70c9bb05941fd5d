package org.meridian.deploy.day;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A testing site: registered, approved, and then the tubes that are filled there. */
final class TestSite {

    private final Scene scene;
    private final Staff staff;
    private final Residents residents;
    private String id = "";

    TestSite(Scene scene, Staff staff, Residents residents) {
        this.scene = scene;
        this.staff = staff;
        this.residents = residents;
    }

    String id() {
        return id;
    }

    void open() {
        Map<String, Object> body = new LinkedHashMap<>(scene.company("Test site"));
        body.put("opensAt", "08:00");
        body.put("closesAt", "20:00");
        id = Api.must(scene.api().post("/v1/sites", staff.token("SITE_ADMIN"), body), 201, "a site registers")
                .text("siteId");
        scene.tell().say("%s: site %s registered, waiting for an auditor", scene.country(), id);
    }

    void approve(String auditor) {
        Map<String, String> decision = Map.of("decision", "APPROVED", "reason", "inspected");
        Api.Answer decided = Api.must(
                scene.api().post("/v1/sites/" + id + "/decision", auditor, decision), 200, "an auditor decides");
        scene.check("site", "APPROVED", decided.text("status"));
        staff.hireAt(id, List.of("SAMPLER", "TESTER"));
    }

    /** A barcode that no other day has used. */
    String barcode(String label) {
        String run = Long.toString(scene.clock().millis(), 36).toUpperCase(Locale.ROOT);
        return scene.country() + "-" + run + "-" + label;
    }

    /** Opens a tube, scans these people into it, tries one more, seals it. */
    void fill(String barcode, int capacity, List<Person> people) {
        open(barcode, capacity, people);
        Map<String, String> late = Map.of("residentId", people.getFirst().id());
        int refused = scene.api()
                .post("/v1/tubes/" + barcode + "/samples", staff.token("SAMPLER"), late)
                .status();
        scene.check("one more into the full tube of " + capacity, 409, refused);
        seal(barcode);
    }

    /** The same for one person, without the try. */
    void fillAlone(String barcode, Person person) {
        open(barcode, 1, List.of(person));
        seal(barcode);
    }

    private void open(String barcode, int capacity, List<Person> people) {
        String sampler = staff.token("SAMPLER");
        Api api = scene.api();
        Map<String, Object> tube = Map.of("barcode", barcode, "capacity", capacity);
        Api.must(api.post("/v1/sites/" + id + "/tubes", sampler, tube), 201, "a tube is opened");
        for (Person person : people) {
            Map<String, String> shown = Map.of("residentCode", residents.code(person));
            Api.must(api.post("/v1/tubes/" + barcode + "/samples", sampler, shown), 201, "a sample is taken");
        }
    }

    private void seal(String barcode) {
        Api.must(
                scene.api().send("POST", "/v1/tubes/" + barcode + "/seal", staff.token("SAMPLER"), null, ""),
                200,
                "the tube is sealed");
    }

    /** Whom the site is to test again, in this state: how many by kind and reason. */
    Map<String, Long> tasks(String state) {
        Map<String, Long> tasks = new TreeMap<>();
        Api.must(
                        scene.api().get("/v1/sites/" + id + "/tasks?state=" + state, staff.token("SAMPLER")),
                        200,
                        "the site's tasks")
                .body()
                .forEach(task -> tasks.merge(
                        task.path("kind").asString("") + " after "
                                + task.path("reason").asString(""),
                        1L,
                        Long::sum));
        return tasks;
    }
}
