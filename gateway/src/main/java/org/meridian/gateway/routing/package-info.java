/** What a call is bound to, hence which region's service gets it, and what happens when that one is gone. */
@NullMarked
package org.meridian.gateway.routing;

import org.jspecify.annotations.NullMarked;
