/** Counts of results across all regions, published so that nobody can be told from them: docs/statistics.md. */
@NullMarked
package org.meridian.results.statistics;

import org.jspecify.annotations.NullMarked;
