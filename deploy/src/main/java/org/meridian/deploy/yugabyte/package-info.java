/** The SQL for a real YugabyteDB, generated from the services' migrations and the topology. */
@NullMarked
package org.meridian.deploy.yugabyte;

import org.jspecify.annotations.NullMarked;
