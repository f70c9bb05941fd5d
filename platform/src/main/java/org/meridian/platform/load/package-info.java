/** How much is taken on, for whom first, and how long it is worth working: deadlines, limits, fair shares; no framework needed. */
@NullMarked
package org.meridian.platform.load;

import org.jspecify.annotations.NullMarked;
