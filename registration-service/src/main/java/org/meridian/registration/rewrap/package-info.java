/** Wrapping data keys anew when the installation's key has changed. */
@NullMarked
package org.meridian.registration.rewrap;

import org.jspecify.annotations.NullMarked;
