/** The audit trail over HTTP. */
@NullMarked
package org.meridian.registration.trail.web;

import org.jspecify.annotations.NullMarked;
