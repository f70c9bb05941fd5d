/** Tests of staff accounts and grants. */
@NullMarked
package org.meridian.registration.staff;

import org.jspecify.annotations.NullMarked;
