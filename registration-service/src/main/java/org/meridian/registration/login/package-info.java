/** Logging in by a proven phone, and staying so. */
@NullMarked
package org.meridian.registration.login;

import org.jspecify.annotations.NullMarked;
