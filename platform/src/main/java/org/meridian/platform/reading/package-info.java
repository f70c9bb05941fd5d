/** Tells people who read something of theirs: the access log's entries, on their way to sharing-service. */
@NullMarked
package org.meridian.platform.reading;

import org.jspecify.annotations.NullMarked;
