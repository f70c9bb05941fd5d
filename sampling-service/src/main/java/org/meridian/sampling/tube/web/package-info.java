/** The calls about tubes. */
@NullMarked
package org.meridian.sampling.tube.web;

import org.jspecify.annotations.NullMarked;
