/** Tests of deadlines, limits and shares, without Spring and on clocks of their own. */
@NullMarked
package org.meridian.platform.load;

import org.jspecify.annotations.NullMarked;
