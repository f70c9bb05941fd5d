package org.meridian.db.cluster;

/** The local cluster can't do what it was asked; the message says why and what to do about it. */
public final class ClusterException extends RuntimeException {

    public ClusterException(String message) {
        super(message);
    }

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
