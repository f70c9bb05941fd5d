/** People of every country do everything; then every file of every region is searched for them. */
@NullMarked
package org.meridian.bench.placement.people;

import org.jspecify.annotations.NullMarked;
