/** Residents: registration, profile, erasure. */
@NullMarked
package org.meridian.registration.resident;

import org.jspecify.annotations.NullMarked;
