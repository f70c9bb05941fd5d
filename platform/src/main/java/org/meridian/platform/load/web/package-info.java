/** A service's door: deadlines and limits on what comes in by HTTP. */
@NullMarked
package org.meridian.platform.load.web;

import org.jspecify.annotations.NullMarked;
