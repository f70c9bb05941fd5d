/** What a database node says that it holds, beside what the topology says that it may. */
@NullMarked
package org.meridian.bench.placement.catalogue;

import org.jspecify.annotations.NullMarked;
