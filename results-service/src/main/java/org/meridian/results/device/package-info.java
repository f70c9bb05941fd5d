/** Which test kits there are, and what they may be used for. */
@NullMarked
package org.meridian.results.device;

import org.jspecify.annotations.NullMarked;
