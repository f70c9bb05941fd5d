/** Events on their way from one service to another, with everything that can happen to them. */
@NullMarked
package org.meridian.platform.events;

import org.jspecify.annotations.NullMarked;
