/** From what one city costs on this machine to what bigger things would cost: {@code bench/scale}. */
@NullMarked
package org.meridian.bench.scale;

import org.jspecify.annotations.NullMarked;
