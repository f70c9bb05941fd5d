/** Personal data sent through every call in every wrong way, and then looked for where it must not be. */
@NullMarked
package org.meridian.bench.security.canaries;

import org.jspecify.annotations.NullMarked;
