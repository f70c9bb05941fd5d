package org.meridian.deploy.day;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A country's people of the day, and what each of them sees on the own phone. */
final class Residents {

    private final Scene scene;
    private final FrontDesk desk;

    Residents(Scene scene, FrontDesk desk) {
        this.scene = scene;
        this.desk = desk;
    }

    List<Person> register(String name, int count) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(register(name + " " + (char) ('A' + i)));
        }
        return people;
    }

    Person register(String name) {
        return desk.register(Identity.of(scene.country(), name, scene.random()));
    }

    Api.Answer profile(Person person) {
        return Api.must(scene.api().get("/v1/me", person.token()), 200, "own profile");
    }

    /** What the person holds out to be scanned. */
    String code(Person person) {
        return Api.must(scene.api().get("/v1/me/code", person.token()), 200, "a resident shows the code")
                .text("code");
    }

    /** Outcome, method and status of each of the own results, the newest sample first. */
    List<String> ownResults(Person person) {
        List<String> results = new ArrayList<>();
        Api.must(scene.api().get("/v1/me/results", person.token()), 200, "own results")
                .body()
                .forEach(result -> results.add(String.join(
                        " ",
                        result.path("outcome").asString(""),
                        result.path("method").asString(""),
                        result.path("status").asString(""))));
        return results;
    }

    Api.Answer healthCode(Person person) {
        return Api.must(scene.api().get("/v1/me/health-code", person.token()), 200, "health code");
    }

    String colour(Person person) {
        return healthCode(person).text("colour");
    }

    /** How many of them have which colour. */
    Map<String, Long> colours(List<Person> people) {
        return people.stream()
                .map(this::colour)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    Api.Answer visits(Person person) {
        return Api.must(scene.api().get("/v1/me/check-ins", person.token()), 200, "own visits");
    }
}
