/** How a service reaches its data: the pool on the smart driver, transactions of one country, and the guard over both. */
@NullMarked
package org.meridian.db.data;

import org.jspecify.annotations.NullMarked;
