/** HTTP as an attacker sends it: any header, any bytes, to a gateway or straight to a service. */
@NullMarked
package org.meridian.bench.security.wire;

import org.jspecify.annotations.NullMarked;
