/** What residents and staff have in common: a name and a phone. */
@NullMarked
package org.meridian.registration.person;

import org.jspecify.annotations.NullMarked;
