/** A resident's code over HTTP, as text and as a picture. */
@NullMarked
package org.meridian.registration.code.web;

import org.jspecify.annotations.NullMarked;
