package org.meridian.platform.access;

import static org.meridian.platform.access.Row.get;
import static org.meridian.platform.access.Row.post;
import static org.meridian.platform.access.Where.ANYWHERE;
import static org.meridian.platform.access.Where.HOME;
import static org.meridian.platform.access.Whose.EVERYBODY;
import static org.meridian.platform.access.Whose.NEW;
import static org.meridian.platform.access.Whose.OWN_PLACE;
import static org.meridian.platform.access.Whose.SELF;
import static org.meridian.platform.token.Role.HEALTH_OFFICER;
import static org.meridian.platform.token.Role.PLACE_OWNER;
import static org.meridian.platform.token.Role.RESIDENT;

import java.util.List;

final class CheckinAccess {

    static final List<Operation> ROWS = Row.of(
            "checkin",
            post("/v1/places").may(PLACE_OWNER, NEW, HOME),
            get("/v1/places/{place}").may(PLACE_OWNER, OWN_PLACE, HOME),
            get("/v1/places/{place}/qr.svg").decoration().may(PLACE_OWNER, OWN_PLACE, HOME),
            post("/v1/places/{place}/check-ins/batch").critical().may(PLACE_OWNER, OWN_PLACE, HOME),
            post("/v1/check-ins").critical().may(RESIDENT, SELF, ANYWHERE),
            get("/v1/me/check-ins").decoration().may(RESIDENT, SELF, ANYWHERE),
            get("/v1/me/health-code").critical().may(RESIDENT, SELF, HOME),
            post("/v1/overrides").may(HEALTH_OFFICER, EVERYBODY, HOME),
            get("/v1/overrides").decoration().may(HEALTH_OFFICER, EVERYBODY, HOME),
            get("/v1/overrides/{overrideId}").may(HEALTH_OFFICER, EVERYBODY, HOME),
            post("/v1/overrides/{overrideId}/decision").may(HEALTH_OFFICER, EVERYBODY, HOME),
            post("/v1/overrides/{overrideId}/end").may(HEALTH_OFFICER, EVERYBODY, HOME),
            get("/internal/visits/{residentId}").services("checkin"),
            get("/internal/health-status/{residentId}").services("checkin"),
            post("/internal/health-status/compare").services("results"),
            post("/internal/erasures/unknown").services("registration"),
            post("/internal/audit/events").services("registration"),
            post("/internal/audit/checkpoints").services("registration"),
            post("/internal/gathered").services("gateway"),
            post("/internal/events").services("registration", "results", "checkin"));

    private CheckinAccess() {}
}
