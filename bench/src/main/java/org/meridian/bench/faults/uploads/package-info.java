/** Files of results of the sizes at which others lost rows, cut anywhere, and sent twice at once. */
@NullMarked
package org.meridian.bench.faults.uploads;

import org.jspecify.annotations.NullMarked;
