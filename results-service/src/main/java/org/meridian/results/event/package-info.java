/** Events that carry many changes at once. */
@NullMarked
package org.meridian.results.event;

import org.jspecify.annotations.NullMarked;
