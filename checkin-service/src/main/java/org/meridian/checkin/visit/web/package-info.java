/** Check-ins over HTTP. */
@NullMarked
package org.meridian.checkin.visit.web;

import org.jspecify.annotations.NullMarked;
