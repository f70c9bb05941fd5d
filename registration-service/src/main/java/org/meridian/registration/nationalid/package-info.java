/** National ids of each country, and the checks that their own rules allow. */
@NullMarked
package org.meridian.registration.nationalid;

import org.jspecify.annotations.NullMarked;
