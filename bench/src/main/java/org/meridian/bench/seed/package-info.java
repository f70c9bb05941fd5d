/** A whole city in the database, by the bulk door: {@code bench/seed}. */
@NullMarked
package org.meridian.bench.seed;

import org.jspecify.annotations.NullMarked;
