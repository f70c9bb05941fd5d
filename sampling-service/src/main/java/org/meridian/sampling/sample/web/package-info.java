/** The calls about samples. */
@NullMarked
package org.meridian.sampling.sample.web;

import org.jspecify.annotations.NullMarked;
