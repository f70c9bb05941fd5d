/** Time, processor and memory, measured without flattering. */
@NullMarked
package org.meridian.bench.measure;

import org.jspecify.annotations.NullMarked;
