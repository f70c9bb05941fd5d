/** A unit's hourly reading of its consenting members' latest results, and the trace it leaves. */
@NullMarked
package org.meridian.sharing.reading;

import org.jspecify.annotations.NullMarked;
