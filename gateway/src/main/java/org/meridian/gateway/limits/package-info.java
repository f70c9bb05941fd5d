/** How often somebody may call: by the token's subject, and by the client's address where there is no token. */
@NullMarked
package org.meridian.gateway.limits;

import org.jspecify.annotations.NullMarked;
