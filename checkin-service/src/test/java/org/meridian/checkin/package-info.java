/** checkin-service as a whole, on a real cluster. */
@NullMarked
package org.meridian.checkin;

import org.jspecify.annotations.NullMarked;
