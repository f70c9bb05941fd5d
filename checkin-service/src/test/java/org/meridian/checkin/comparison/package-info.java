/** Tests of the comparison with results-service. */
@NullMarked
package org.meridian.checkin.comparison;

import org.jspecify.annotations.NullMarked;
