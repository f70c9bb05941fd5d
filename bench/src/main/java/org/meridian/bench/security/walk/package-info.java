/** Counting up ids, and everything else that is near to one. */
@NullMarked
package org.meridian.bench.security.walk;

import org.jspecify.annotations.NullMarked;
