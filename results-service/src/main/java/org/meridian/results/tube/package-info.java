/** What laboratories reported, tube by tube: appended, never edited. */
@NullMarked
package org.meridian.results.tube;

import org.jspecify.annotations.NullMarked;
