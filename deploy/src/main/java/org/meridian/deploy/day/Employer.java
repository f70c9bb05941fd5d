package org.meridian.deploy.day;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An employer or a school: its roster, the consents of some, and what it reads. */
final class Employer {

    private static final int VALID_DAYS = 90;

    private final Scene scene;
    private final Staff staff;
    private final String name;
    private String id = "";

    Employer(String name, Scene scene, Staff staff) {
        this.name = name;
        this.scene = scene;
        this.staff = staff;
    }

    void open(String auditor) {
        id = Api.must(
                        scene.api().post("/v1/units", staff.token("UNIT_ADMIN"), scene.company(name)),
                        201,
                        "an employer registers")
                .text("unitId");
        Map<String, String> decision = Map.of("decision", "APPROVED", "reason", "checked");
        Api.must(scene.api().post("/v1/units/" + id + "/decision", auditor, decision), 200, "an auditor decides");
    }

    void upload(List<Person> members) {
        StringBuilder roster = new StringBuilder("nationalId,name,type,expiresOn\n");
        String expires = scene.dateInDays(VALID_DAYS);
        members.forEach(member -> roster.append(member.identity().number())
                .append(',')
                .append(member.identity().name())
                .append(",EMPLOYEE,")
                .append(expires)
                .append('\n'));
        Api.Answer receipt = Api.must(
                scene.api()
                        .send(
                                "PUT",
                                "/v1/units/" + id + "/roster",
                                staff.token("UNIT_ADMIN"),
                                "text/csv",
                                roster.toString()),
                200,
                "the employer uploads the roster");
        scene.check(
                "roster lines accepted",
                members.size(),
                receipt.body().path("accepted").asInt(-1));
    }

    /** These allow the employer to read their latest result. */
    void allowedBy(List<Person> consenting) {
        Map<String, String> consent =
                Map.of("unitId", id, "purpose", "workplace safety", "expiresOn", scene.dateInDays(VALID_DAYS));
        for (Person person : consenting) {
            Api.must(scene.api().post("/v1/me/consents", person.token(), consent), 201, "a member consents");
        }
    }

    /** Reads, which works once an hour; so many members must have each outcome and status. */
    void read(Map<String, Long> expected) {
        String path = "/v1/units/" + id + "/results";
        Map<String, Long> seen = new TreeMap<>();
        Api.must(scene.api().get(path, staff.token("UNIT_ADMIN")), 200, "the employer reads")
                .body()
                .forEach(row -> seen.merge(
                        row.path("outcome").asString("") + " "
                                + row.path("status").asString(""),
                        1L,
                        Long::sum));
        scene.check(name + " sees consenting members only", expected, seen);
        scene.check(
                name + "'s second read within the hour",
                429,
                scene.api().get(path, staff.token("UNIT_ADMIN")).status());
    }
}
