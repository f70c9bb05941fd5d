/** Readings over HTTP. */
@NullMarked
package org.meridian.sharing.reading.web;

import org.jspecify.annotations.NullMarked;
