/** The short-lived code that a resident shows. */
@NullMarked
package org.meridian.registration.code;

import org.jspecify.annotations.NullMarked;
