/** The table of who may what, from every side. */
@NullMarked
package org.meridian.platform.access;

import org.jspecify.annotations.NullMarked;
