package org.meridian.checkin.comparison;

import org.meridian.platform.id.ResidentId;

/**
 * What one side knows of a resident.
 *
 * @param version as results-service counts; 0 when it knows nothing
 * @param digest of what it knows, see {@link Digest}
 */
public record Status(ResidentId residentId, long version, String digest) {}
