package org.meridian.deploy.day;

import java.time.Instant;
import java.util.List;
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

    /** A tube's outcome. */
    record Line(String barcode, String outcome) {}

    /** One file with these lines, all tested now. */
    String file(List<Line> lines) {
        Instant now = scene.clock().instant();
        StringBuilder csv = new StringBuilder("barcode,outcome,testedAt\n");
        lines.forEach(line -> csv.append(line.barcode())
                .append(',')
                .append(line.outcome())
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
        JsonNode body = receipt.body();
        scene.tell()
                .say(
                        "%s: the lab's receipt %s, rejected lines %s",
                        scene.country(), receipt.text("receiptId"), body.path("rejections"));
        scene.check(
                "receipt: received, accepted, duplicate, rejected",
                counts,
                body.path("received") + ", " + body.path("accepted") + ", " + body.path("duplicate") + ", "
                        + body.path("rejected"));
    }

    /** Corrects the tube's result, and tries to correct what is corrected already. */
    void correct(String barcode, String from, String to, String reason) {
        JsonNode newest = newest(barcode);
        scene.check("reported first", from, newest.path("outcome").asString(""));
        String path = "/v1/results/" + newest.path("resultId").asString("") + "/corrections";
        Map<String, String> correction = Map.of("outcome", to, "reason", reason);
        Api.Answer corrected =
                Api.must(scene.api().post(path, staff.token("TESTER"), correction), 201, "the lab corrects");
        scene.check(
                "the correction is a new result of the tube",
                corrected.text("resultId"),
                newest(barcode).path("resultId").asString(""));
        scene.check(
                "the same correction once more",
                409,
                scene.api().post(path, staff.token("TESTER"), correction).status());
    }

    private JsonNode newest(String barcode) {
        return Api.must(
                        scene.api().get("/v1/results?barcode=" + barcode, staff.token("TESTER")),
                        200,
                        "a tube's results")
                .body()
                .path(0);
    }
}
