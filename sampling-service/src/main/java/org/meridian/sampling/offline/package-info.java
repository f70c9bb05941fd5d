/** What desks collected without a network, taken item by item. */
@NullMarked
package org.meridian.sampling.offline;

import org.jspecify.annotations.NullMarked;
