/** The own access log over HTTP. */
@NullMarked
package org.meridian.sharing.accesslog.web;

import org.jspecify.annotations.NullMarked;
