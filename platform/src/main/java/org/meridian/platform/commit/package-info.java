/** Group commit: what many callers write at the same time becomes durable with one statement and one commit. */
@NullMarked
package org.meridian.platform.commit;

import org.jspecify.annotations.NullMarked;
