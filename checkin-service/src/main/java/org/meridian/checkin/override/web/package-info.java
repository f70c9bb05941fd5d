/** The health officers' calls. */
@NullMarked
package org.meridian.checkin.override.web;

import org.jspecify.annotations.NullMarked;
