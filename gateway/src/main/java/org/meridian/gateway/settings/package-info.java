/** Every setting of the gateway. */
@NullMarked
package org.meridian.gateway.settings;

import org.jspecify.annotations.NullMarked;
