/** What a run found: checks and figures, as a table for people and JSON for machines. */
@NullMarked
package org.meridian.bench.report;

import org.jspecify.annotations.NullMarked;
