/** The call of a laboratory that corrects. */
@NullMarked
package org.meridian.results.correction.web;

import org.jspecify.annotations.NullMarked;
