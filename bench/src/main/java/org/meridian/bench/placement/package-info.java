/** Whether a row ever leaves its country's region: in the catalogue, in any file, in any statement, in any transaction. */
@NullMarked
package org.meridian.bench.placement;

import org.jspecify.annotations.NullMarked;
