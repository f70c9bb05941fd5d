/** Asking for a code over HTTP. */
@NullMarked
package org.meridian.registration.otp.web;

import org.jspecify.annotations.NullMarked;
