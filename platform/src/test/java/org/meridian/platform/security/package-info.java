/** What stands between a call and a controller. */
@NullMarked
package org.meridian.platform.security;

import org.jspecify.annotations.NullMarked;
