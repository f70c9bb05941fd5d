/** Tokens and headers that claim what is not so. */
@NullMarked
package org.meridian.bench.security.forged;

import org.jspecify.annotations.NullMarked;
