/** What it takes until a region serves. */
@NullMarked
package org.meridian.bench.startup;

import org.jspecify.annotations.NullMarked;
