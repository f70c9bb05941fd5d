/** Calls to other services, in whichever region the rows live. */
@NullMarked
package org.meridian.platform.remote;

import org.jspecify.annotations.NullMarked;
