/** What may be spent on trying again. */
@NullMarked
package org.meridian.db.retry;

import org.jspecify.annotations.NullMarked;
