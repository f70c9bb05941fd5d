/** Signing of people's tokens and codes, and the families of refresh tokens. */
@NullMarked
package org.meridian.registration.token;

import org.jspecify.annotations.NullMarked;
