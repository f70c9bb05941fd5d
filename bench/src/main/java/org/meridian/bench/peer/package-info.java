/** What others would write: a small service in a process of its own that the bench measures group commit against. */
@NullMarked
package org.meridian.bench.peer;

import org.jspecify.annotations.NullMarked;
