/** Scanners from outside, wapiti and sqlmap, driven by the table of operations through a proxy that counts. */
@NullMarked
package org.meridian.bench.security.scan;

import org.jspecify.annotations.NullMarked;
