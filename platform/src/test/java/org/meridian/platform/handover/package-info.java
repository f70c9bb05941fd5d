/** Tests of handing a port over. */
@NullMarked
package org.meridian.platform.handover;

import org.jspecify.annotations.NullMarked;
