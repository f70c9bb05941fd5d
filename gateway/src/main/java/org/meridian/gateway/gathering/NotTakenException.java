package org.meridian.gateway.gathering;

/** The service looked at none of a carrier's calls, so each may be sent by itself. */
public final class NotTakenException extends RuntimeException {

    NotTakenException(int status) {
        super("a carrier was answered with " + status, null, false, false);
    }
}
