/** Personal data under keys: sealed per person, found by keyed blind indexes, shown masked. */
@NullMarked
package org.meridian.registration.vault;

import org.jspecify.annotations.NullMarked;
