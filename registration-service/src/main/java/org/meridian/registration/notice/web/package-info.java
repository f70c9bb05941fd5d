/** The own notices over HTTP. */
@NullMarked
package org.meridian.registration.notice.web;

import org.jspecify.annotations.NullMarked;
