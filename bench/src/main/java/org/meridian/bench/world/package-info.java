/** The people, sites and tubes of a run, and the tokens by which they act. */
@NullMarked
package org.meridian.bench.world;

import org.jspecify.annotations.NullMarked;
