/** Every call that there is, and which of them a request means. */
@NullMarked
package org.meridian.gateway.calls;

import org.jspecify.annotations.NullMarked;
