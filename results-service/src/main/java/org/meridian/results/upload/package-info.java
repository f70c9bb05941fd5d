/** Laboratories' files: read row by row, checked, written as a whole or not at all, accounted for to the row. */
@NullMarked
package org.meridian.results.upload;

import org.jspecify.annotations.NullMarked;
