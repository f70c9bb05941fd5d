/** Whether an answer, or the time it takes, tells who is registered. */
@NullMarked
package org.meridian.bench.security.invisible;

import org.jspecify.annotations.NullMarked;
