/** Whether work costs the same in a small city and in a big one. */
@NullMarked
package org.meridian.bench.size;

import org.jspecify.annotations.NullMarked;
