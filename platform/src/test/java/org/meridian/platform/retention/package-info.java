/** What has been kept long enough goes, and nothing else. */
@NullMarked
package org.meridian.platform.retention;

import org.jspecify.annotations.NullMarked;
