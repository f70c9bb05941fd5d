/** Says where what is known here of residents differs from what results-service knows. */
@NullMarked
package org.meridian.checkin.comparison;

import org.jspecify.annotations.NullMarked;
