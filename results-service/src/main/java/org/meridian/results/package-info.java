/** Lab uploads, results and what follows from them. */
@NullMarked
package org.meridian.results;

import org.jspecify.annotations.NullMarked;
