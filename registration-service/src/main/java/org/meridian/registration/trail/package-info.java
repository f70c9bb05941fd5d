/** The audit trail of all services and regions, for auditors. */
@NullMarked
package org.meridian.registration.trail;

import org.jspecify.annotations.NullMarked;
