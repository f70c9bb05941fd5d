@NullMarked
package org.meridian.platform.asking;

import org.jspecify.annotations.NullMarked;
