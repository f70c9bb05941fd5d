/** Consents over HTTP. */
@NullMarked
package org.meridian.sharing.consent.web;

import org.jspecify.annotations.NullMarked;
