package org.meridian.platform.outbox;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.access.Decision;
import org.meridian.platform.access.OperatorAccess;
import org.meridian.platform.job.Signal;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.security.core.Authentication;

/**
 * {@code GET /actuator/outbox}: what was set aside. {@code POST /actuator/outbox/<id>}, by an administrator: try it again,
 * for example when the consumer has been mended. On the service's own port only; gateways do not route it.
 */
@Endpoint(id = "outbox")
final class OutboxEndpoint {

    private final Backlog backlog;
    private final Signal signal;

    OutboxEndpoint(Backlog backlog, Signal signal) {
        this.backlog = backlog;
        this.signal = signal;
    }

    @ReadOperation
    List<Backlog.SetAside> setAside() {
        return backlog.setAside();
    }

    @WriteOperation
    void tryAgain(SecurityContext caller, @Selector UUID id) {
        @Nullable Caller by = caller(caller);
        if (by == null
                || Decision.on(OperatorAccess.TRY_AGAIN, by, Map.of())
                        != org.meridian.platform.access.Verdict.GRANTED) {
            throw ProblemException.forbidden("Only an administrator has an event tried again.");
        }
        if (!backlog.tryAgain(id, by)) {
            throw ProblemException.notFound("event that was set aside");
        }
        signal.wake();
    }

    private static @Nullable Caller caller(SecurityContext context) {
        return context.getPrincipal() instanceof Authentication authentication
                        && authentication.getPrincipal() instanceof Caller caller
                ? caller
                : null;
    }
}
