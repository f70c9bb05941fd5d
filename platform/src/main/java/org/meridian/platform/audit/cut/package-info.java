/** Takes from the beginning of a chain what has been kept for long enough. */
@NullMarked
package org.meridian.platform.audit.cut;

import org.jspecify.annotations.NullMarked;
