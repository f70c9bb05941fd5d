/** Which countries there are, which region serves each, and where the regions lie. */
@NullMarked
package org.meridian.db.topology;

import org.jspecify.annotations.NullMarked;
