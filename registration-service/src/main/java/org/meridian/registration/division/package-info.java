/** Administrative divisions of every country, from memory. */
@NullMarked
package org.meridian.registration.division;

import org.jspecify.annotations.NullMarked;
