/** Group commit: its logic without a database, and on the local cluster. */
@NullMarked
package org.meridian.platform.commit;

import org.jspecify.annotations.NullMarked;
