/** Sites, their staff, tubes and pooled samples. */
@NullMarked
package org.meridian.sampling;

import org.jspecify.annotations.NullMarked;
