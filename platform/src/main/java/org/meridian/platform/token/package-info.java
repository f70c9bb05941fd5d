/** Signed tokens and codes: making and verifying them, without any framework. */
@NullMarked
package org.meridian.platform.token;

import org.jspecify.annotations.NullMarked;
