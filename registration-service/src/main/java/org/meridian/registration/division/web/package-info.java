/** Administrative divisions over HTTP. */
@NullMarked
package org.meridian.registration.division.web;

import org.jspecify.annotations.NullMarked;
