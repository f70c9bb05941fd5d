package org.meridian.platform.access;

import static org.meridian.platform.access.Row.get;
import static org.meridian.platform.access.Whose.PUBLIC;

import java.util.List;

/** What a gateway answers itself; what it says about itself to operators is public too, without details. */
final class GatewayAccess {

    static final List<Operation> ROWS = Row.of(
            "gateway",
            get("/v1/regions").anyone(PUBLIC),
            get("/openapi.json").decoration().anyone(PUBLIC),
            get("/docs").decoration().anyone(PUBLIC),
            get("/docs/{file}").decoration().anyone(PUBLIC),
            get("/dev/outbox").anyone(PUBLIC).onlyLocally(),
            get("/problems").decoration().anyone(PUBLIC),
            get("/problems/{slug}").decoration().anyone(PUBLIC),
            get("/livez").anyone(PUBLIC),
            get("/readyz").anyone(PUBLIC));

    private GatewayAccess() {}
}
