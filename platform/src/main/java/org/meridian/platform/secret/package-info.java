/** Secrets that were generated for one machine's invented people are refused in production. */
@NullMarked
package org.meridian.platform.secret;

import org.jspecify.annotations.NullMarked;
