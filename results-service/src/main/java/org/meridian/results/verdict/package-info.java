/** What a laboratory can find in a tube, and what that means for each person in it. */
@NullMarked
package org.meridian.results.verdict;

import org.jspecify.annotations.NullMarked;
