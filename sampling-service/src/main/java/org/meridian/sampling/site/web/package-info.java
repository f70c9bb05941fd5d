/** The calls about sites. */
@NullMarked
package org.meridian.sampling.site.web;

import org.jspecify.annotations.NullMarked;
