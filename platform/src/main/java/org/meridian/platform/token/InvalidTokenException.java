package org.meridian.platform.token;

/** A token that proves nothing: malformed, forged, expired, or of another issuer. Why is not told to the caller. */
public final class InvalidTokenException extends Exception {

    InvalidTokenException(String reason) {
        super(reason);
    }
}
