/** Staff accounts over HTTP, for administrators and for our own services. */
@NullMarked
package org.meridian.registration.staff.web;

import org.jspecify.annotations.NullMarked;
