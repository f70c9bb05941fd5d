/** Auditors read the trail of all services and regions. */
@NullMarked
package org.meridian.registration.trail;

import org.jspecify.annotations.NullMarked;
