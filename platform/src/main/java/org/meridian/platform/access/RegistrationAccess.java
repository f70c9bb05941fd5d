package org.meridian.platform.access;

import static org.meridian.platform.access.Row.delete;
import static org.meridian.platform.access.Row.get;
import static org.meridian.platform.access.Row.patch;
import static org.meridian.platform.access.Row.post;
import static org.meridian.platform.access.Where.ANYWHERE;
import static org.meridian.platform.access.Where.HOME;
import static org.meridian.platform.access.Whose.BOUND_SITE;
import static org.meridian.platform.access.Whose.EVERYBODY;
import static org.meridian.platform.access.Whose.PROVEN;
import static org.meridian.platform.access.Whose.PUBLIC;
import static org.meridian.platform.access.Whose.SELF;
import static org.meridian.platform.token.Role.ADMIN;
import static org.meridian.platform.token.Role.AUDITOR;
import static org.meridian.platform.token.Role.RESIDENT;
import static org.meridian.platform.token.Role.SAMPLER;

import java.util.List;

final class RegistrationAccess {

    static final List<Operation> ROWS = Row.of(
            "registration",
            get("/v1/divisions").anyone(PUBLIC),
            get("/.well-known/jwks.json").critical().anyone(PUBLIC),
            post("/v1/otp").critical().anyone(PROVEN),
            post("/v1/residents").critical().anyone(PROVEN),
            post("/v1/token").critical().anyone(PROVEN),
            post("/v1/token/refresh").critical().anyone(PROVEN),
            post("/v1/token/revoke").critical().anyone(PROVEN),
            post("/v1/device-credentials").critical().may(SAMPLER, BOUND_SITE, HOME),
            get("/v1/me").may(RESIDENT, SELF, HOME),
            patch("/v1/me").may(RESIDENT, SELF, HOME),
            delete("/v1/me").may(RESIDENT, SELF, HOME),
            get("/v1/me/code").critical().may(RESIDENT, SELF, HOME),
            get("/v1/me/code.svg").critical().may(RESIDENT, SELF, HOME),
            get("/v1/me/notices").decoration().may(RESIDENT, SELF, HOME),
            post("/v1/staff").may(ADMIN, EVERYBODY, ANYWHERE),
            get("/v1/staff").decoration().may(ADMIN, EVERYBODY, ANYWHERE),
            post("/v1/staff/{staffId}/decision").may(ADMIN, EVERYBODY, ANYWHERE),
            get("/v1/audit/events").analytics().may(AUDITOR, EVERYBODY, ANYWHERE),
            get("/v1/audit/checkpoints").analytics().may(AUDITOR, EVERYBODY, ANYWHERE),
            get("/dev/outbox").anyone(PUBLIC).onlyLocally(),
            get("/dev/outbox/notices").anyone(PUBLIC).onlyLocally(),
            post("/internal/staff").services("sampling"),
            post("/internal/residents/lookup").services("sharing"),
            post("/internal/residents/by-key").services("sharing"),
            post("/internal/residents/same-person").services("checkin"),
            get("/internal/residents/{residentId}").services("sampling", "results", "checkin"),
            post("/internal/erasures/unknown").services("registration"),
            post("/internal/audit/events").services("registration"),
            post("/internal/audit/checkpoints").services("registration"),
            post("/internal/gathered").services("gateway"),
            post("/internal/events").services("registration", "checkin"));

    private RegistrationAccess() {}
}
