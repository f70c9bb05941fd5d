/** Staff accounts and the roles they hold. */
@NullMarked
package org.meridian.registration.staff;

import org.jspecify.annotations.NullMarked;
