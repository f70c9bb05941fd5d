/** Idempotency-Key: what was repeated happened once and gets the first answer again. */
@NullMarked
package org.meridian.platform.idempotency;

import org.jspecify.annotations.NullMarked;
