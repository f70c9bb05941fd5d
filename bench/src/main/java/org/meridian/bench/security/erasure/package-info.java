/** Somebody asks to be forgotten, and is looked for afterwards. */
@NullMarked
package org.meridian.bench.security.erasure;

import org.jspecify.annotations.NullMarked;
