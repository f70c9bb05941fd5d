/** Places, check-ins, the health code. */
@NullMarked
package org.meridian.checkin;

import org.jspecify.annotations.NullMarked;
