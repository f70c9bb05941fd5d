/** The regions, as callers see them, and which is nearest to a caller. */
@NullMarked
package org.meridian.gateway.regions;

import org.jspecify.annotations.NullMarked;
