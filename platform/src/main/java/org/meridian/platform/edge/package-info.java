/** What the gateways and the services agree on about a call from outside; no framework is needed for it. */
@NullMarked
package org.meridian.platform.edge;

import org.jspecify.annotations.NullMarked;
