package org.meridian.deploy.day;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Where people are vaccinated. */
final class Clinic {

    private static final String PRODUCT = "Comirnaty";

    private final Scene scene;
    private final Staff staff;
    private final Residents residents;

    Clinic(Scene scene, Staff staff, Residents residents) {
        this.scene = scene;
        this.staff = staff;
        this.residents = residents;
    }

    void vaccinate(Person person) {
        String today = scene.dateInDays(0);
        Map<String, Object> dose = Map.of("residentId", person.id(), "product", PRODUCT, "dose", 1, "givenOn", today);
        Api.must(scene.api().post("/v1/vaccinations", staff.token("VACCINATOR"), dose), 201, "a vaccination");
        JsonNode own = Api.must(scene.api().get("/v1/me/vaccinations", person.token()), 200, "own vaccinations")
                .body();
        scene.check("own vaccinations", 1, own.size());
        scene.check("given on", today, own.path(0).path("givenOn").asString(""));
        scene.await(() -> doses(person) == 1);
        scene.check("doses in the health code", 1, doses(person));
        scene.check(
                "a resident who tries to vaccinate herself",
                403,
                scene.api().post("/v1/vaccinations", person.token(), dose).status());
    }

    private int doses(Person person) {
        return residents
                .healthCode(person)
                .body()
                .path("vaccination")
                .path("doses")
                .asInt(0);
    }
}
