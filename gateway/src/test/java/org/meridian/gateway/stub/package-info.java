/** Tiny services that stand for the real ones. */
@NullMarked
package org.meridian.gateway.stub;

import org.jspecify.annotations.NullMarked;
