/** Messages to phones: the provider's webhook, or on a developer's machine a table. */
@NullMarked
package org.meridian.registration.message;

import org.jspecify.annotations.NullMarked;
