/** Tubes and the states that they go through. */
@NullMarked
package org.meridian.sampling.tube;

import org.jspecify.annotations.NullMarked;
