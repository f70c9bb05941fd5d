/** Guessing the codes that go to phones, and using one twice. */
@NullMarked
package org.meridian.bench.security.codes;

import org.jspecify.annotations.NullMarked;
