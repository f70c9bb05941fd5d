/** Identifiers that carry their country, and the making of new ones. */
@NullMarked
package org.meridian.platform.id;

import org.jspecify.annotations.NullMarked;
