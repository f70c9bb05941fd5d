/** Erasing residents here and everywhere, and again after a restore. */
@NullMarked
package org.meridian.registration.erasure;

import org.jspecify.annotations.NullMarked;
