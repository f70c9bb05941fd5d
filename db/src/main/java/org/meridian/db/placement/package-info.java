/** Each table is written once; here it is placed: partitions, tablespaces and foreign tables for three targets. */
@NullMarked
package org.meridian.db.placement;

import org.jspecify.annotations.NullMarked;
