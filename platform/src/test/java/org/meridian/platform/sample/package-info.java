/** A service as small as one can be, to test the platform with. */
@NullMarked
package org.meridian.platform.sample;

import org.jspecify.annotations.NullMarked;
