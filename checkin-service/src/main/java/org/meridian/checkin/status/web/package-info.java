/** Health status for the same service in other regions. */
@NullMarked
package org.meridian.checkin.status.web;

import org.jspecify.annotations.NullMarked;
