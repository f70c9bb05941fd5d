/** Restarts of a region that nobody notices. */
@NullMarked
package org.meridian.bench.restart;

import org.jspecify.annotations.NullMarked;
