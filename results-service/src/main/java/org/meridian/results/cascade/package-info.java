/** All that follows from tubes' results: for persons, for what must be done again, for those who must know. */
@NullMarked
package org.meridian.results.cascade;

import org.jspecify.annotations.NullMarked;
