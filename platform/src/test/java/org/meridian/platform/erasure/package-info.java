/** Erasures without a database. */
@NullMarked
package org.meridian.platform.erasure;

import org.jspecify.annotations.NullMarked;
