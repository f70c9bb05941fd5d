/** Erasure over HTTP. */
@NullMarked
package org.meridian.registration.erasure.web;

import org.jspecify.annotations.NullMarked;
