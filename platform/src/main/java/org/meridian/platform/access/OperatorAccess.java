package org.meridian.platform.access;

import static org.meridian.platform.access.Row.post;
import static org.meridian.platform.access.Where.ANYWHERE;
import static org.meridian.platform.access.Whose.EVERYBODY;
import static org.meridian.platform.token.Role.ADMIN;

import java.util.List;

/** What operators do at a service's own loopback port; decided in the endpoint itself, which is no controller. */
public final class OperatorAccess {

    static final List<Operation> ROWS =
            Row.of("operators", post("/actuator/outbox/{event}").may(ADMIN, EVERYBODY, ANYWHERE));

    /** An event that was set aside is tried again. */
    public static final Operation TRY_AGAIN = ROWS.getFirst();

    private OperatorAccess() {}
}
