package org.meridian.results.reconciliation;

import org.meridian.platform.id.ResidentId;

/**
 * What is known of a person.
 *
 * @param version 0 when nothing is
 * @param digest of what is known, see {@link Digest}
 */
record Status(ResidentId residentId, long version, String digest) {}
