package org.meridian.registration.test;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meridian.platform.token.Role;
import org.meridian.registration.test.Api.Answer;

/** The two administrators whom profile local knows, and what they do about roles. */
public final class Administration {

    public static final String ADA = "+12025550100";
    public static final String BEN = "+12025550102";

    private final Api api;

    public Administration(Api api) {
        this.api = api;
    }

    public String ada() {
        return token("USA", ADA);
    }

    public String ben() {
        return token("USA", BEN);
    }

    public String token(String country, String phone) {
        return api.login(country, phone).text("accessToken");
    }

    /** What asks for a role. */
    public static Map<String, Object> role(String phone, Role role, String country, String expiresAt) {
        return new LinkedHashMap<>(
                Map.of("phone", phone, "name", "Alex Probe", "role", role, "country", country, "expiresAt", expiresAt));
    }

    public Answer decide(String staffId, String decision, String by, String... headers) {
        return api.post(
                "/v1/staff/" + staffId + "/decision", by, Map.of("decision", decision, "reason", "known"), headers);
    }

    /** One administrator grants a role, the other approves: the account's id. */
    public String made(String phone, Role role, String country, String expiresAt) {
        Answer granted = api.post("/v1/staff", ada(), role(phone, role, country, expiresAt));
        Answer approved = decide(granted.text("staffId"), "APPROVED", ben());
        if (approved.status() != 200) {
            throw new AssertionError(approved.toString());
        }
        return granted.text("staffId");
    }
}
