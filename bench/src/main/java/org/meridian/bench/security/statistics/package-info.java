/** The differencing attacker on small worlds. */
@NullMarked
package org.meridian.bench.security.statistics;

import org.jspecify.annotations.NullMarked;
