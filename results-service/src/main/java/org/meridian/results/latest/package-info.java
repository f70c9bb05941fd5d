/** Each person's latest result, in versions that only grow. */
@NullMarked
package org.meridian.results.latest;

import org.jspecify.annotations.NullMarked;
