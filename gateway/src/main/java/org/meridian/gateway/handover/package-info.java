/** A gateway gives its port to its successor. */
@NullMarked
package org.meridian.gateway.handover;

import org.jspecify.annotations.NullMarked;
