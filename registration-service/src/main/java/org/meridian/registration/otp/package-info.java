/** Proof of a phone: a code is sent to it and given back. */
@NullMarked
package org.meridian.registration.otp;

import org.jspecify.annotations.NullMarked;
