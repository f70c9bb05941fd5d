package org.meridian.registration.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meridian.platform.token.Role;
import org.meridian.registration.test.Api.Answer;
import tools.jackson.databind.JsonNode;

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
    public static Map<String, Object> role(String phone, Role role, String country, Instant expiresAt) {
        return new LinkedHashMap<>(Map.of(
                "phone", phone,
                "name", "Alex Probe",
                "role", role,
                "country", country,
                "expiresAt", expiresAt.toString()));
    }

    public Answer grant(String by, String phone, Role role, String country, Instant expiresAt) {
        return api.post("/v1/staff", by, role(phone, role, country, expiresAt));
    }

    public Answer decide(String staffId, String decision, String by, String... headers) {
        return api.post(
                "/v1/staff/" + staffId + "/decision", by, Map.of("decision", decision, "reason", "known"), headers);
    }

    /** One administrator grants a role, the other approves: the account's id. */
    public String made(String phone, Role role, String country, Instant expiresAt) {
        Answer granted = grant(ada(), phone, role, country, expiresAt);
        Answer approved = decide(granted.text("staffId"), "APPROVED", ben());
        if (approved.status() != 200) {
            throw new AssertionError(approved.toString());
        }
        return granted.text("staffId");
    }

    /** A grant as this administrator sees it on one of the list's pages; missing when it is on none. */
    public JsonNode listed(String by, String status, String staffId) {
        Answer page = api.get("/v1/staff?status=" + status, by);
        while (true) {
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            for (JsonNode grant : page.json()) {
                if (grant.path("staffId").asString().equals(staffId)) {
                    return grant;
                }
            }
            String next = page.headers().firstValue("Link").orElse("");
            if (next.isEmpty()) {
                return page.json().path("none");
            }
            page = api.get(next.substring(1, next.indexOf('>')), by);
        }
    }
}
