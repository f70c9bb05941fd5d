/** Transactions that try to reach a second country. */
@NullMarked
package org.meridian.bench.placement.crossing;

import org.jspecify.annotations.NullMarked;
