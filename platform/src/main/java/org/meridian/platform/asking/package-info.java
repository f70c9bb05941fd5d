/** Asking somebody else on behalf of many. */
@NullMarked
package org.meridian.platform.asking;

import org.jspecify.annotations.NullMarked;
