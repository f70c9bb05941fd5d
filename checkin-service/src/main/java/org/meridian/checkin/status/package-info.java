/** What is known of a resident's health status: from own rows kept by events, or from the home region. */
@NullMarked
package org.meridian.checkin.status;

import org.jspecify.annotations.NullMarked;
