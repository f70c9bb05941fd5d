/** The health code: rules per country, evaluated against the clock at every reading. */
@NullMarked
package org.meridian.checkin.healthcode;

import org.jspecify.annotations.NullMarked;
