/** Entry points that people check in at, and their printed codes. */
@NullMarked
package org.meridian.checkin.place;

import org.jspecify.annotations.NullMarked;
