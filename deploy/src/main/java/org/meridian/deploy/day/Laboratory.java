package org.meridian.deploy.day;

import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The laboratory that reports the site's tubes. */
final class Laboratory {

    private final Scene scene;
    private final Staff staff;

    Laboratory(Scene scene, Staff staff) {
        this.scene = scene;
        this.staff = staff;
    }

    /** One file with these tubes' outcomes, all tested now. */
    String file(Map<String, String> outcomes) {
        Instant now = scene.clock().instant();
        StringBuilder csv = new StringBuilder("barcode,outcome,testedAt\n");
        outcomes.forEach((barcode, outcome) -> csv.append(barcode)
                .append(',')
                .append(outcome)
                .append(',')
                .append(now)
                .append('\n'));
        return csv.toString();
    }

    /** Uploads a file; the receipt must say these counts: received, accepted, duplicate, rejected. */
    void upload(String csv, String counts) {
        Api.Answer receipt = Api.must(
                scene.api().send("POST", "/v1/results", staff.token("TESTER"), "text/csv", csv),
                200,
                "the lab uploads");
        scene.tell().say("%s: the lab's receipt %s", scene.country(), receipt.body());
        JsonNode body = receipt.body();
        scene.check(
                "receipt: received, accepted, duplicate, rejected",
                counts,
                body.path("received") + ", " + body.path("accepted") + ", " + body.path("duplicate") + ", "
                        + body.path("rejected"));
    }
}
