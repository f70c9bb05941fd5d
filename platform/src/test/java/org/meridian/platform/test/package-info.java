/** What the services' tests share: tokens of anybody, stand-ins for other services. */
@NullMarked
package org.meridian.platform.test;

import org.jspecify.annotations.NullMarked;
