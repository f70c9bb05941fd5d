/** The laboratory's look at a tube over HTTP. */
@NullMarked
package org.meridian.results.lookup.web;

import org.jspecify.annotations.NullMarked;
