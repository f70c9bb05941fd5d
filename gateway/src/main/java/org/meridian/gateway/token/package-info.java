/** Who calls: the token check at the edge. */
@NullMarked
package org.meridian.gateway.token;

import org.jspecify.annotations.NullMarked;
