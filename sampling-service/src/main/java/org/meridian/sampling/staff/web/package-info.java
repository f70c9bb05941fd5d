/** The calls about a site's staff. */
@NullMarked
package org.meridian.sampling.staff.web;

import org.jspecify.annotations.NullMarked;
