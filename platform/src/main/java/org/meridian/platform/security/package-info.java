/** Who calls, and whether they may: every service checks the token itself. */
@NullMarked
package org.meridian.platform.security;

import org.jspecify.annotations.NullMarked;
