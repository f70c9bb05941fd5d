/** Which partitions the statements touch that the services really sent. */
@NullMarked
package org.meridian.bench.placement.plans;

import org.jspecify.annotations.NullMarked;
