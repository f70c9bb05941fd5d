/** What was asked for during a run, what became of it, and whether the databases agree. */
@NullMarked
package org.meridian.bench.history;

import org.jspecify.annotations.NullMarked;
