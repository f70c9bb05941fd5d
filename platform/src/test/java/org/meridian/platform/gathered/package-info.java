/** How gathered calls are framed. */
@NullMarked
package org.meridian.platform.gathered;

import org.jspecify.annotations.NullMarked;
