/** The local cluster: one PostgreSQL per region on its own loopback address, linked so that together they are one logical database. */
@NullMarked
package org.meridian.db.cluster;

import org.jspecify.annotations.NullMarked;
