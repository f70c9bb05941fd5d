/** A process gives its port to its successor, and no request is lost between them. */
@NullMarked
package org.meridian.platform.handover;

import org.jspecify.annotations.NullMarked;
