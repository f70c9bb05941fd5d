package org.meridian.db.migration;

/** A change of the topology that would move rows. */
public final class PlacementException extends IllegalStateException {

    public PlacementException(String message) {
        super(message);
    }
}
