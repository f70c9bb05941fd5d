/** What must be done again: tests of one person alone, and new specimens. */
@NullMarked
package org.meridian.results.task;

import org.jspecify.annotations.NullMarked;
