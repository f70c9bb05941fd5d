/** A small service on the local cluster, for the tests of placement. */
@NullMarked
package org.meridian.db.sample;

import org.jspecify.annotations.NullMarked;
