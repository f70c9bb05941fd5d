/** Texts that a spreadsheet would run, from a roster to the file that is exported. */
@NullMarked
package org.meridian.bench.security.exports;

import org.jspecify.annotations.NullMarked;
