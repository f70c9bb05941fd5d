/** Check-ins: online, from offline scanners, and a person's own list of them. */
@NullMarked
package org.meridian.checkin.status;

import org.jspecify.annotations.NullMarked;
