/** Runs the services' migrations, placed for their target, and follows changes of the topology. */
@NullMarked
package org.meridian.db.migration;

import org.jspecify.annotations.NullMarked;
