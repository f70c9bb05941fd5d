package org.meridian.deploy.day;

import java.util.Map;

/** A place that people check in at. */
final class Venue {

    private final Scene scene;
    private final Staff staff;
    private String id = "";

    Venue(Scene scene, Staff staff) {
        this.scene = scene;
        this.staff = staff;
    }

    String id() {
        return id;
    }

    void open() {
        String owner = staff.token("PLACE_OWNER");
        id = Api.must(scene.api().post("/v1/places", owner, scene.company("Library")), 201, "a place registers")
                .text("place");
        int qr = scene.api().get("/v1/places/" + id + "/qr.svg", owner).status();
        scene.check("QR code of place " + id, 200, qr);
    }

    /** Checks somebody in, through the place's own gateway, and says which colour was answered. */
    String checkIn(Person person) {
        Api.Answer answer =
                Api.must(scene.api().post("/v1/check-ins", person.token(), Map.of("place", id)), 201, "check-in");
        return answer.body().path("healthCode").path("colour").asString("");
    }
}
