/** A laboratory's look at what was reported of a tube, of which those whose samples are in it are told. */
@NullMarked
package org.meridian.results.lookup;

import org.jspecify.annotations.NullMarked;
