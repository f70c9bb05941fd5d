package org.meridian.platform.remote;

import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;

/** What another service answered instead of a 2xx. */
final class RemoteFailure extends RuntimeException {

    private final int status;
    private final transient ProblemType type;

    RemoteFailure(int status, ProblemType type) {
        super("answered " + status, null, false, false);
        this.status = status;
        this.type = type;
    }

    /** Whether the other side is in trouble, and not the request. */
    boolean isServerSide() {
        return status >= 500;
    }

    ProblemException toProblem(String service, String region) {
        return switch (type) {
            case REGION_UNAVAILABLE -> ProblemException.regionUnavailable(region);
            default ->
                isServerSide()
                        ? ProblemException.serviceUnavailable(service, region)
                        : new ProblemException(type, type.title() + ".");
        };
    }
}
