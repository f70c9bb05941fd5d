/** The public signing keys over HTTP. */
@NullMarked
package org.meridian.registration.token.web;

import org.jspecify.annotations.NullMarked;
