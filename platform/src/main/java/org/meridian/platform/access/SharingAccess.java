package org.meridian.platform.access;

import static org.meridian.platform.access.Row.delete;
import static org.meridian.platform.access.Row.get;
import static org.meridian.platform.access.Row.post;
import static org.meridian.platform.access.Row.put;
import static org.meridian.platform.access.Where.ANYWHERE;
import static org.meridian.platform.access.Where.HOME;
import static org.meridian.platform.access.Whose.EVERYBODY;
import static org.meridian.platform.access.Whose.NEW;
import static org.meridian.platform.access.Whose.OWN_UNIT;
import static org.meridian.platform.access.Whose.SELF;
import static org.meridian.platform.token.Role.AUDITOR;
import static org.meridian.platform.token.Role.RESIDENT;
import static org.meridian.platform.token.Role.UNIT_ADMIN;

import java.util.List;

final class SharingAccess {

    static final List<Operation> ROWS = Row.of(
            "sharing",
            post("/v1/units").may(UNIT_ADMIN, NEW, HOME),
            get("/v1/units").decoration().may(AUDITOR, EVERYBODY, ANYWHERE).may(UNIT_ADMIN, OWN_UNIT, HOME),
            get("/v1/units/{unitId}").may(UNIT_ADMIN, OWN_UNIT, HOME).may(AUDITOR, EVERYBODY, ANYWHERE),
            post("/v1/units/{unitId}/decision").may(AUDITOR, EVERYBODY, ANYWHERE),
            put("/v1/units/{unitId}/roster").may(UNIT_ADMIN, OWN_UNIT, HOME),
            get("/v1/units/{unitId}/results").may(UNIT_ADMIN, OWN_UNIT, HOME),
            get("/v1/me/consents").decoration().may(RESIDENT, SELF, HOME),
            post("/v1/me/consents").may(RESIDENT, SELF, HOME),
            delete("/v1/me/consents/{consentId}").may(RESIDENT, SELF, HOME),
            get("/v1/me/access-log").decoration().may(RESIDENT, SELF, HOME),
            post("/internal/erasures/unknown").services("registration"),
            post("/internal/audit/events").services("registration"),
            post("/internal/audit/checkpoints").services("registration"),
            post("/internal/gathered").services("gateway"),
            post("/internal/events").services("registration", "sampling", "results", "checkin", "sharing"));

    private SharingAccess() {}
}
