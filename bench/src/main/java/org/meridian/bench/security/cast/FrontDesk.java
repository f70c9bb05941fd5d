package org.meridian.bench.security.cast;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.meridian.bench.BenchException;
import org.meridian.bench.security.wire.Reply;
import org.meridian.bench.security.wire.Request;
import org.meridian.bench.security.wire.Wire;

/** Lets people in the way they come in themselves: by a code to the phone, read from the local profile's outbox. */
public final class FrontDesk {

    private static final List<String> ADMIN_PHONES = List.of("+12025550100", "+12025550102");
    private static final Set<String> OF_TWO = Set.of("HEALTH_OFFICER", "ADMIN");
    private static final long DAYS_30 = 30L * 86_400;

    private final Wire wire;
    private final Function<String, URI> gatewayOf;
    private final UnaryOperator<String> longer;

    /**
     * @param gatewayOf a country's gateway
     * @param longer makes a token last for a whole run
     */
    public FrontDesk(Wire wire, Function<String, URI> gatewayOf, UnaryOperator<String> longer) {
        this.wire = wire;
        this.longer = longer;
        this.gatewayOf = gatewayOf;
    }

    /** Proof that somebody holds a phone, not used yet. */
    public record Proof(String challengeId, String code) {}

    /** The tokens of the two administrators whom profile local knows. */
    public record Administrators(String one, String other) {}

    public Administrators administrators() {
        return new Administrators(token("USA", ADMIN_PHONES.getFirst()), token("USA", ADMIN_PHONES.getLast()));
    }

    /** A code is asked for and read. */
    public Proof prove(String country, String phone) {
        URI gateway = gatewayOf.apply(country);
        String challenge = wire.must(gateway, Request.post("/v1/otp", Map.of("country", country, "phone", phone)), 202)
                .field("challengeId");
        return new Proof(challenge, code(gateway, phone, challenge));
    }

    /** The code that was sent. */
    public String code(URI gateway, String phone, String challenge) {
        Reply outbox = wire.must(gateway, Request.get("/dev/outbox?phone=" + phone.replace("+", "%2B")), 200);
        for (var message : outbox.json()) {
            if (message.path("challengeId").asString("").equals(challenge)) {
                return message.path("code").asString("");
            }
        }
        throw new BenchException("no message with the code of a challenge");
    }

    /** Of somebody who has an account. */
    public String token(String country, String phone) {
        return longer.apply(login(country, phone).field("accessToken"));
    }

    /** The answer to a login: {@code accessToken}, {@code refreshToken}. */
    public Reply login(String country, String phone) {
        Proof proof = prove(country, phone);
        return wire.must(
                gatewayOf.apply(country),
                Request.post("/v1/token", Map.of("challengeId", proof.challengeId(), "code", proof.code())),
                200);
    }

    public Person register(Identity identity) {
        Proof proof = prove(identity.country(), identity.phone());
        Reply registered = wire.must(gatewayOf.apply(identity.country()), registration(identity, proof), 201);
        return new Person(identity, registered.field("residentId"), longer.apply(registered.field("accessToken")));
    }

    /** The request by which somebody registers. */
    public static Request registration(Identity identity, Proof proof) {
        return Request.post(
                "/v1/residents",
                Map.of(
                        "challengeId", proof.challengeId(),
                        "code", proof.code(),
                        "country", identity.country(),
                        "nationalId", Map.of("scheme", identity.scheme(), "number", identity.number()),
                        "name", identity.name(),
                        "birthDate", identity.birthDate()));
    }

    /** An account given by an administrator, or by two where the role takes two; the token of its first login. */
    public String hire(Administrators administrators, Identity identity, String role) {
        String staff = grant(administrators, identity, role);
        if (OF_TWO.contains(role)) {
            Map<String, String> approval = Map.of("decision", "APPROVED", "reason", "known to both");
            wire.must(
                    gatewayOf.apply(identity.country()),
                    Request.post("/v1/staff/" + staff + "/decision", approval).token(administrators.other()),
                    200);
        }
        return token(identity.country(), identity.phone());
    }

    /** The account's id; a role that takes two waits for another administrator's decision. */
    String grant(Administrators administrators, Identity identity, String role) {
        Map<String, String> account = Map.of(
                "phone",
                identity.phone(),
                "name",
                identity.name(),
                "role",
                role,
                "country",
                identity.country(),
                "expiresAt",
                inThirtyDays());
        return wire.must(
                        gatewayOf.apply(identity.country()),
                        Request.post("/v1/staff", account).token(administrators.one()),
                        201)
                .field("staffId");
    }

    /** The end of an account, as in forms. */
    public static String inThirtyDays() {
        Instant end = Clock.systemUTC().instant().plusSeconds(DAYS_30);
        return end.toString();
    }
}
