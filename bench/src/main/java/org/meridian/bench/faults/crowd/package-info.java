/** People and devices who do what is neither a tube nor its result: they register, check in, scan, and come back from a day without a network. */
@NullMarked
package org.meridian.bench.faults.crowd;

import org.jspecify.annotations.NullMarked;
