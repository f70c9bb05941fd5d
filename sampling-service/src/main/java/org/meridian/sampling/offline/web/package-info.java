/** The call of an offline desk. */
@NullMarked
package org.meridian.sampling.offline.web;

import org.jspecify.annotations.NullMarked;
