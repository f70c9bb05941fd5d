package org.meridian.bench.peer;

import java.time.Instant;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;

/** A check-in, however it is written. */
record Written(SiteId id, SiteId place, ResidentId resident, Instant at) {}
