/** Removes what has been kept long enough: rules that each service declares beside its features, and the job that follows them. */
@NullMarked
package org.meridian.platform.retention;

import org.jspecify.annotations.NullMarked;
