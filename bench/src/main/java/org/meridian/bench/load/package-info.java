/** Experiments about speed. */
@NullMarked
package org.meridian.bench.load;

import org.jspecify.annotations.NullMarked;
