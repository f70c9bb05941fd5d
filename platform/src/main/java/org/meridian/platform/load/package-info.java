/** How much is taken on, for whom first, and how long it is worth working: deadlines, limits, fair shares. No framework is needed for it. */
@NullMarked
package org.meridian.platform.load;

import org.jspecify.annotations.NullMarked;
