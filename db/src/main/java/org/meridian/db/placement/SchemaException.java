package org.meridian.db.placement;

/** A table that cannot be placed as it is written. */
public final class SchemaException extends IllegalArgumentException {

    public SchemaException(String message) {
        super(message);
    }
}
