/** Who works at a site. */
@NullMarked
package org.meridian.sampling.staff;

import org.jspecify.annotations.NullMarked;
