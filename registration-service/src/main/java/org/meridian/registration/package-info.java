/** Residents, staff, phone proof, tokens, administrative divisions. */
@NullMarked
package org.meridian.registration;

import org.jspecify.annotations.NullMarked;
