/** Compares what is known here with what the other services made of it, and tells them again where they differ. */
@NullMarked
package org.meridian.results.reconciliation;

import org.jspecify.annotations.NullMarked;
