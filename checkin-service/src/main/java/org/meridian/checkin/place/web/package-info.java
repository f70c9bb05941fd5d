/** Places over HTTP. */
@NullMarked
package org.meridian.checkin.place.web;

import org.jspecify.annotations.NullMarked;
