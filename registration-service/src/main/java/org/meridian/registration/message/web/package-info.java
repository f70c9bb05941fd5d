/** The local outbox over HTTP. */
@NullMarked
package org.meridian.registration.message.web;

import org.jspecify.annotations.NullMarked;
