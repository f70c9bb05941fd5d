package org.meridian.deploy.day;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** A country's tubes of the day and what becomes of them: results, retests, corrections. */
final class Testing {

    private final Scene scene;
    private final People people;
    private final Residents residents;
    private final TestSite site;
    private final Laboratory laboratory;
    private final Map<String, String> barcodes = new LinkedHashMap<>();

    Testing(Scene scene, People people, Residents residents, TestSite site, Laboratory laboratory) {
        this.scene = scene;
        this.people = people;
        this.residents = residents;
        this.site = site;
        this.laboratory = laboratory;
    }

    void sample() {
        fill("POOL-1", People.POOL, people.positivePool());
        fill("POOL-2", People.POOL, people.negativePool());
        fill("ALONE-1", 1, List.of(people.missed()));
        fill("ALONE-2", 1, List.of(people.mixedUp()));
        fill("LEAKED", 1, List.of(people.leaked()));
        scene.tell().say("%s: tubes %s, all sealed", scene.country(), barcodes.values());
    }

    private void fill(String label, int capacity, List<Person> members) {
        String barcode = site.barcode(label);
        barcodes.put(label, barcode);
        site.fill(barcode, capacity, members);
    }

    private String barcode(String label) {
        return barcodes.getOrDefault(label, label);
    }

    /** One file with a line of each kind; then every colour must follow, and the site must know whom to test again. */
    void report() {
        String file = laboratory.file(List.of(
                new Laboratory.Line(barcode("POOL-1"), "POSITIVE"),
                new Laboratory.Line(barcode("POOL-2"), "NEGATIVE"),
                new Laboratory.Line(barcode("ALONE-1"), "NEGATIVE"),
                new Laboratory.Line(barcode("ALONE-2"), "POSITIVE"),
                new Laboratory.Line(barcode("LEAKED"), "INVALID"),
                new Laboratory.Line("NOSUCHTUBE-1", "NEGATIVE")));
        Instant sent = scene.clock().instant();
        laboratory.upload(file, "6, 5, 0, 1");
        follow(
                sent,
                () -> all(people.positivePool(), "YELLOW")
                        && all(people.negativePool(), "GREEN")
                        && is(people.missed(), "GREEN")
                        && is(people.mixedUp(), "RED"));
        scene.check("positive pool", Map.of("YELLOW", 10L), residents.colours(people.positivePool()));
        scene.check("negative pool", Map.of("GREEN", 10L), residents.colours(people.negativePool()));
        scene.check("negative alone", "GREEN", residents.colour(people.missed()));
        scene.check("positive alone", "RED", residents.colour(people.mixedUp()));
        scene.check("leaked tube: the colour stays", "GREEN", residents.colour(people.leaked()));
        scene.check(
                "a pool member's own results",
                List.of("POSITIVE POOLED PROVISIONAL"),
                residents.ownResults(people.positivePool().getFirst()));
        scene.check(
                "tasks open at the site",
                Map.of("RETEST after POSITIVE", 10L, "RESAMPLE after INVALID", 1L),
                site.tasks("OPEN"));
    }

    /** Everybody of the positive pool again, alone; the whole file then once more. */
    void retest(int positives) {
        List<Person> again = people.positivePool();
        List<Laboratory.Line> lines = IntStream.range(0, again.size())
                .mapToObj(i -> {
                    String barcode = site.barcode("RETEST-" + i);
                    site.fillAlone(barcode, again.get(i));
                    return new Laboratory.Line(barcode, i < positives ? "POSITIVE" : "NEGATIVE");
                })
                .toList();
        String file = laboratory.file(lines);
        Instant sent = scene.clock().instant();
        laboratory.upload(file, "10, 10, 0, 0");
        List<Person> infected = again.subList(0, positives);
        List<Person> released = again.subList(positives, again.size());
        follow(sent, () -> all(infected, "RED") && all(released, "GREEN"));
        scene.check("retests confirm", Map.of("RED", (long) positives), residents.colours(infected));
        scene.check("retests release", Map.of("GREEN", 10L - positives), residents.colours(released));
        scene.check("tasks done by the retests", Map.of("RETEST after POSITIVE", 10L), site.tasks("DONE"));
        scene.check("tasks still open", Map.of("RESAMPLE after INVALID", 1L), site.tasks("OPEN"));
        laboratory.upload(file, "10, 0, 10, 0");
        scene.check(
                "the same file again: retests release", Map.of("GREEN", 10L - positives), residents.colours(released));
    }

    /** One who was missed, one who was mixed up with somebody else. */
    void correct() {
        Instant sent = scene.clock().instant();
        laboratory.correct(barcode("ALONE-1"), "NEGATIVE", "POSITIVE", "read from the wrong well");
        laboratory.correct(barcode("ALONE-2"), "POSITIVE", "NEGATIVE", "mixed up with the tube beside it");
        follow(sent, () -> is(people.missed(), "RED") && is(people.mixedUp(), "GREEN"));
        scene.check("negative corrected to positive", "RED", residents.colour(people.missed()));
        scene.check("positive corrected to negative", "GREEN", residents.colour(people.mixedUp()));
        scene.check("what the one sees", List.of("POSITIVE SINGLE CORRECTED"), residents.ownResults(people.missed()));
        scene.check(
                "what the other sees", List.of("NEGATIVE SINGLE CORRECTED"), residents.ownResults(people.mixedUp()));
    }

    private void follow(Instant sent, BooleanSupplier everyColour) {
        scene.await(everyColour);
        scene.tell()
                .say(
                        "%s: every health code had followed after %d ms",
                        scene.country(),
                        Duration.between(sent, scene.clock().instant()).toMillis());
    }

    private boolean all(List<Person> some, String colour) {
        return some.stream().allMatch(person -> is(person, colour));
    }

    private boolean is(Person person, String colour) {
        return residents.colour(person).equals(colour);
    }
}
