/** Reconciliations on demand, and their reports. */
@NullMarked
package org.meridian.results.reconciliation.web;

import org.jspecify.annotations.NullMarked;
