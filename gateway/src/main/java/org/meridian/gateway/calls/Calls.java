package org.meridian.gateway.calls;

import static org.meridian.gateway.calls.Call.actuator;
import static org.meridian.gateway.calls.Call.call;
import static org.meridian.gateway.calls.Call.own;
import static org.meridian.gateway.instances.Service.CHECKIN;
import static org.meridian.gateway.instances.Service.REGISTRATION;
import static org.meridian.gateway.instances.Service.RESULTS;
import static org.meridian.gateway.instances.Service.SAMPLING;
import static org.meridian.gateway.instances.Service.SHARING;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import org.meridian.gateway.calls.Binding.Body;
import org.meridian.gateway.calls.Binding.Nearest;
import org.meridian.gateway.calls.Binding.PathId;
import org.meridian.gateway.calls.Binding.Secret;
import org.meridian.gateway.calls.Binding.Token;

/**
 * Every call that the gateway lets in. What is not here does not exist outside; {@code /internal} never is. Here stands
 * where a call belongs and how much it may send; who may call it stands in the access table, which must know it.
 */
public final class Calls {

    private static final Binding TOKEN = new Token();
    private static final Binding NEAREST = new Nearest();
    private static final Binding COUNTRY = new Body(List.of("country"));
    private static final Binding SITE = new PathId("siteId");
    private static final Binding PLACE = new PathId("place");
    private static final Binding RECEIPT = new PathId("receiptId");
    private static final Binding OVERRIDE = new PathId("overrideId");
    private static final Binding UNIT = new PathId("unitId");

    static final List<Call> OF_THE_GATEWAY = List.of(
            own(GET, "/v1/regions"),
            own(GET, "/openapi.json"),
            own(GET, "/docs"),
            own(GET, "/docs/{file}"),
            own(GET, "/problems"),
            own(GET, "/problems/{slug}"),
            own(GET, "/livez"),
            own(GET, "/readyz"));

    /** On the port of the actuators, and nothing else is there. */
    static final List<Call> OF_THE_ACTUATORS = List.of(
            actuator(GET, "/actuator"), actuator(GET, "/actuator/health"), actuator(GET, "/actuator/health/{group}"));

    /** There only in the profile {@code local}. */
    static final List<Call> LOCAL = List.of(own(GET, "/dev/outbox"));

    static final List<Call> OF_THE_SERVICES = List.of(
            call(GET, "/v1/divisions", REGISTRATION, NEAREST),
            call(POST, "/v1/otp", REGISTRATION, COUNTRY).asGathered(),
            call(POST, "/v1/residents", REGISTRATION, COUNTRY).asGathered(),
            call(POST, "/v1/token", REGISTRATION, new Secret("challengeId")).asGathered(),
            call(POST, "/v1/token/refresh", REGISTRATION, new Secret("refreshToken")),
            call(POST, "/v1/token/revoke", REGISTRATION, new Secret("refreshToken")),
            call(GET, "/.well-known/jwks.json", REGISTRATION, NEAREST),
            call(GET, "/v1/me", REGISTRATION, TOKEN),
            call(PATCH, "/v1/me", REGISTRATION, TOKEN),
            call(DELETE, "/v1/me", REGISTRATION, TOKEN),
            call(GET, "/v1/me/notices", REGISTRATION, TOKEN),
            call(GET, "/v1/me/code", REGISTRATION, TOKEN),
            call(GET, "/v1/me/code.svg", REGISTRATION, TOKEN),
            call(POST, "/v1/device-credentials", REGISTRATION, TOKEN),
            call(POST, "/v1/staff", REGISTRATION, COUNTRY),
            call(GET, "/v1/staff", REGISTRATION, TOKEN),
            call(POST, "/v1/staff/{staffId}/decision", REGISTRATION, new PathId("staffId")),
            call(GET, "/v1/audit/events", REGISTRATION, NEAREST),
            call(GET, "/v1/audit/checkpoints", REGISTRATION, NEAREST),
            call(POST, "/v1/sites", SAMPLING, COUNTRY),
            call(GET, "/v1/sites", SAMPLING, TOKEN),
            call(GET, "/v1/sites/{siteId}", SAMPLING, SITE),
            call(POST, "/v1/sites/{siteId}/decision", SAMPLING, SITE),
            call(POST, "/v1/sites/{siteId}/staff", SAMPLING, SITE),
            call(POST, "/v1/sites/{siteId}/tubes", SAMPLING, SITE).asGathered(),
            call(GET, "/v1/sites/{siteId}/tasks", SAMPLING, SITE),
            call(POST, "/v1/sites/{siteId}/samples/batch", SAMPLING, SITE).batch(),
            call(GET, "/v1/tubes/{barcode}", SAMPLING, TOKEN),
            call(POST, "/v1/tubes/{barcode}/samples", SAMPLING, TOKEN).asGathered(),
            call(POST, "/v1/tubes/{barcode}/seal", SAMPLING, TOKEN).asGathered(),
            call(POST, "/v1/tubes/{barcode}/receive", SAMPLING, TOKEN).asGathered(),
            call(POST, "/v1/tubes/{barcode}/void", SAMPLING, TOKEN),
            call(GET, "/v1/me/samples", SAMPLING, TOKEN),
            call(POST, "/v1/results", RESULTS, TOKEN).streamed(),
            call(GET, "/v1/results", RESULTS, TOKEN),
            call(GET, "/v1/results/receipts", RESULTS, TOKEN),
            call(GET, "/v1/results/receipts/{receiptId}", RESULTS, RECEIPT),
            call(GET, "/v1/results/receipts/{receiptId}/events", RESULTS, RECEIPT)
                    .streamed(),
            call(POST, "/v1/results/{resultId}/corrections", RESULTS, new PathId("resultId")),
            call(POST, "/v1/vaccinations", RESULTS, new Body(List.of("residentId"))),
            call(GET, "/v1/statistics/results", RESULTS, NEAREST),
            call(GET, "/v1/me/results", RESULTS, TOKEN),
            call(GET, "/v1/me/vaccinations", RESULTS, TOKEN),
            call(POST, "/v1/places", CHECKIN, COUNTRY),
            call(GET, "/v1/places/{place}", CHECKIN, PLACE),
            call(GET, "/v1/places/{place}/qr.svg", CHECKIN, PLACE),
            call(POST, "/v1/places/{place}/check-ins/batch", CHECKIN, PLACE).batch(),
            call(POST, "/v1/check-ins", CHECKIN, new Body(List.of("place"))).asGatheredPromptly(),
            call(GET, "/v1/me/check-ins", CHECKIN, TOKEN),
            call(GET, "/v1/me/health-code", CHECKIN, TOKEN).asGatheredPromptly(),
            call(POST, "/v1/overrides", CHECKIN, new Body(List.of("residentId"))),
            call(GET, "/v1/overrides", CHECKIN, TOKEN),
            call(GET, "/v1/overrides/{overrideId}", CHECKIN, OVERRIDE),
            call(POST, "/v1/overrides/{overrideId}/decision", CHECKIN, OVERRIDE),
            call(POST, "/v1/overrides/{overrideId}/end", CHECKIN, OVERRIDE),
            call(POST, "/v1/reconciliations", RESULTS, COUNTRY),
            call(GET, "/v1/reconciliations/{reconciliationId}", RESULTS, new PathId("reconciliationId")),
            call(POST, "/v1/units", SHARING, COUNTRY),
            call(GET, "/v1/units", SHARING, TOKEN),
            call(GET, "/v1/units/{unitId}", SHARING, UNIT),
            call(POST, "/v1/units/{unitId}/decision", SHARING, UNIT),
            call(PUT, "/v1/units/{unitId}/roster", SHARING, UNIT).streamed(),
            call(GET, "/v1/units/{unitId}/results", SHARING, UNIT),
            call(GET, "/v1/me/consents", SHARING, TOKEN),
            call(POST, "/v1/me/consents", SHARING, TOKEN),
            call(DELETE, "/v1/me/consents/{consentId}", SHARING, TOKEN),
            call(GET, "/v1/me/access-log", SHARING, TOKEN));

    private Calls() {}
}
