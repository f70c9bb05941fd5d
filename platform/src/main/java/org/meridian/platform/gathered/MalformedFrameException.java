package org.meridian.platform.gathered;

/** Bytes that are no frame. */
public final class MalformedFrameException extends RuntimeException {

    public MalformedFrameException(String message) {
        super(message);
    }
}
