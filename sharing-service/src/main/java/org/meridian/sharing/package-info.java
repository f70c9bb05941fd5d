/** Employers and schools: rosters, consents, consented reading. */
@NullMarked
package org.meridian.sharing;

import org.jspecify.annotations.NullMarked;
