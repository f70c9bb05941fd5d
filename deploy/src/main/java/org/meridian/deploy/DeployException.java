package org.meridian.deploy;

/** What can't be done; the message is shown as it is, says why and what to do, and the exit status is 1. */
final class DeployException extends RuntimeException {

    DeployException(String message) {
        super(message);
    }

    DeployException(String message, Throwable cause) {
        super(message, cause);
    }
}
