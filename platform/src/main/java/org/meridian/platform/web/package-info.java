/** What every service's HTTP side shares: request ids, limits, cursors. */
@NullMarked
package org.meridian.platform.web;

import org.jspecify.annotations.NullMarked;
