/** Logging in over HTTP. */
@NullMarked
package org.meridian.registration.login.web;

import org.jspecify.annotations.NullMarked;
