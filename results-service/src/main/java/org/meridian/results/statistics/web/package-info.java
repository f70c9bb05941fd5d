/** The analysts' call. */
@NullMarked
package org.meridian.results.statistics.web;

import org.jspecify.annotations.NullMarked;
