/** Rewrapping, seen from within. */
@NullMarked
package org.meridian.registration.rewrap;

import org.jspecify.annotations.NullMarked;
