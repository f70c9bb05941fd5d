/** Experiments about death and repetition, and the checker of what is left. */
@NullMarked
package org.meridian.bench.faults;

import org.jspecify.annotations.NullMarked;
