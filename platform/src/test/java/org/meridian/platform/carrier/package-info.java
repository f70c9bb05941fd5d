/** A service whose calls come gathered, and what a hostile caller or a broken gateway could try with that. */
@NullMarked
package org.meridian.platform.carrier;

import org.jspecify.annotations.NullMarked;
