package org.meridian.deploy.day;

import java.util.List;
import java.util.Map;

/** Logs people in the way they do it themselves: a code to the phone, read from the local profile's outbox. */
final class FrontDesk {

    private static final List<String> ADMIN_PHONES = List.of("+12025550100", "+12025550102");

    private final Api api;

    FrontDesk(Api api) {
        this.api = api;
    }

    /** The tokens of the administrators whom profile local knows. */
    List<String> administrators() {
        return ADMIN_PHONES.stream().map(phone -> login("USA", phone)).toList();
    }

    Person register(Identity identity) {
        Proof proof = prove(identity.country(), identity.phone());
        Api.Answer registered = Api.must(
                api.post(
                        "/v1/residents",
                        null,
                        Map.of(
                                "challengeId", proof.challengeId(),
                                "code", proof.code(),
                                "country", identity.country(),
                                "nationalId", Map.of("scheme", identity.scheme(), "number", identity.number()),
                                "name", identity.name())),
                201,
                "a resident of " + identity.country() + " registers");
        return new Person(identity, registered.text("residentId"), registered.text("accessToken"));
    }

    /** The token of somebody who is known already: staff, or a resident who comes back. */
    String login(String country, String phone) {
        Proof proof = prove(country, phone);
        return Api.must(
                        api.post("/v1/token", null, Map.of("challengeId", proof.challengeId(), "code", proof.code())),
                        200,
                        "login by phone")
                .text("accessToken");
    }

    private record Proof(String challengeId, String code) {}

    private Proof prove(String country, String phone) {
        String challengeId = Api.must(
                        api.post("/v1/otp", null, Map.of("country", country, "phone", phone)),
                        202,
                        "a code is asked for")
                .text("challengeId");
        Api.Answer outbox =
                Api.must(api.get("/dev/outbox?phone=" + phone.replace("+", "%2B"), null), 200, "the phone's messages");
        for (var message : outbox.body()) {
            if (message.path("challengeId").asString("").equals(challengeId)) {
                return new Proof(challengeId, message.path("code").asString(""));
            }
        }
        throw new Api.Unexpected("no message with the code of " + challengeId);
    }
}
