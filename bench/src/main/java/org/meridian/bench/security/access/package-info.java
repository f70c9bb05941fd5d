/** Every cell of the access table, asserted against the running platform. */
@NullMarked
package org.meridian.bench.security.access;

import org.jspecify.annotations.NullMarked;
