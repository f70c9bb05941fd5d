/** What comes in and goes out with every call: ids, headers that may not come from outside, a bound on calls in flight. */
@NullMarked
package org.meridian.gateway.hygiene;

import org.jspecify.annotations.NullMarked;
