/** How much goes on to each service of each region, and who is turned away, as early and as cheaply as can be. */
@NullMarked
package org.meridian.gateway.load;

import org.jspecify.annotations.NullMarked;
