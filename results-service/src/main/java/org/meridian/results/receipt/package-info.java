/** The accounts of uploads: from the beginning of a file's writing, through interruptions, to its end. */
@NullMarked
package org.meridian.results.receipt;

import org.jspecify.annotations.NullMarked;
