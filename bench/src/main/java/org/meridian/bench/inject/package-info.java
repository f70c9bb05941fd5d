/** Faults of a running platform, by a schedule that a seed makes. */
@NullMarked
package org.meridian.bench.inject;

import org.jspecify.annotations.NullMarked;
