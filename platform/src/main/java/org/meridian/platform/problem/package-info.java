/** The closed catalogue of everything that can go wrong for a caller, as RFC 9457 problem details. */
@NullMarked
package org.meridian.platform.problem;

import org.jspecify.annotations.NullMarked;
