package org.meridian.db.data;

/**
 * A write that would touch a second country, or none that can be told, in one transaction. It is a bug of the caller:
 * there is no atomic commit across regions, so such a write is refused before its statement runs.
 */
public final class CrossCountryException extends IllegalStateException {

    public CrossCountryException(String message) {
        super(message);
    }
}
