/** Looking for texts in files and answers, whatever form they were written in. */
@NullMarked
package org.meridian.bench.security.bytes;

import org.jspecify.annotations.NullMarked;
