/** A network that can be broken: TCP proxies between any two parts of a platform. */
@NullMarked
package org.meridian.bench.proxy;

import org.jspecify.annotations.NullMarked;
