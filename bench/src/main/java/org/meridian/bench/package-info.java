/** One command that proves the promises: a suite of experiments on a platform of its own. */
@NullMarked
package org.meridian.bench;

import org.jspecify.annotations.NullMarked;
