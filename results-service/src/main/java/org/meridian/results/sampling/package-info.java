/** What sampling-service tells of tubes and who is in them. */
@NullMarked
package org.meridian.results.sampling;

import org.jspecify.annotations.NullMarked;
