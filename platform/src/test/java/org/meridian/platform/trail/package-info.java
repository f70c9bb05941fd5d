/** The audit trail of a sample service. */
@NullMarked
package org.meridian.platform.trail;

import org.jspecify.annotations.NullMarked;
