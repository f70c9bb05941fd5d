/** The platform's own description of its calls, by which the attacks are driven. */
@NullMarked
package org.meridian.bench.security.api;

import org.jspecify.annotations.NullMarked;
