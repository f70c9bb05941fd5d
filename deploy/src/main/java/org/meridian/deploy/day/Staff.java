package org.meridian.deploy.day;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Who works in a country: one account and one token for each role. */
final class Staff {

    private static final int ACCOUNT_DAYS = 30;

    private final Scene scene;
    private final FrontDesk desk;
    private final Map<String, String> tokens = new HashMap<>();

    Staff(Scene scene, FrontDesk desk) {
        this.scene = scene;
        this.desk = desk;
    }

    String token(String role) {
        return Objects.requireNonNull(tokens.get(role), role);
    }

    /** Accounts that one of the platform's administrators gives. */
    void hire(List<String> roles) {
        for (String role : roles) {
            String phone = phone();
            grant(phone, role);
            tokens.put(role, desk.login(scene.country(), phone));
        }
    }

    /** The token of a health officer, whom it takes two administrators to make. */
    String healthOfficer() {
        String phone = phone();
        Api.Answer granted = grant(phone, "HEALTH_OFFICER");
        scene.check("a health officer whom one administrator has made", "PENDING", granted.text("status"));
        String decision = "/v1/staff/" + granted.text("staffId") + "/decision";
        Map<String, String> yes = Map.of("decision", "APPROVED", "reason", "Known to both of us.");
        scene.check(
                "approval by the administrator who granted it",
                403,
                scene.api()
                        .post(decision, scene.administrators().getFirst(), yes)
                        .status());
        Api.must(
                scene.api().post(decision, scene.administrators().getLast(), yes),
                200,
                "the other administrator approves");
        return desk.login(scene.country(), phone);
    }

    private Api.Answer grant(String phone, String role) {
        Map<String, String> account = Map.of(
                "phone",
                phone,
                "name",
                "Staff " + role,
                "role",
                role,
                "country",
                scene.country(),
                "expiresAt",
                scene.inDays(ACCOUNT_DAYS));
        String admin = scene.administrators().getFirst();
        return Api.must(scene.api().post("/v1/staff", admin, account), 201, "staff account " + role);
    }

    /** Accounts that a site's administrator gives. */
    void hireAt(String site, List<String> roles) {
        for (String role : roles) {
            String phone = phone();
            Map<String, String> account = Map.of(
                    "phone", phone, "name", "Site " + role, "role", role, "expiresAt", scene.inDays(ACCOUNT_DAYS));
            Api.must(
                    scene.api().post("/v1/sites/" + site + "/staff", token("SITE_ADMIN"), account),
                    201,
                    "site staff " + role);
            tokens.put(role, desk.login(scene.country(), phone));
        }
    }

    private String phone() {
        return Identity.of(scene.country(), "", scene.random()).phone();
    }
}
