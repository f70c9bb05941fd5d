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

    /** Accounts that the platform's administrator gives. */
    void hire(List<String> roles) {
        for (String role : roles) {
            String phone = phone();
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
            Api.must(scene.api().post("/v1/staff", scene.admin(), account), 201, "staff account " + role);
            tokens.put(role, desk.login(scene.country(), phone));
        }
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
