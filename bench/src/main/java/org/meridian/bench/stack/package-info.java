/** The platform under test: its processes, its database, its gateway. */
@NullMarked
package org.meridian.bench.stack;

import org.jspecify.annotations.NullMarked;
