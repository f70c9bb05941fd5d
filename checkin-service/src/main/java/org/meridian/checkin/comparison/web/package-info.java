/** The comparison's door for results-service. */
@NullMarked
package org.meridian.checkin.comparison.web;

import org.jspecify.annotations.NullMarked;
