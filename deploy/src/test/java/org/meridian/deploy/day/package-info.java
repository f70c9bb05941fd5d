/** The whole platform, as its users start and use it. */
@NullMarked
package org.meridian.deploy.day;

import org.jspecify.annotations.NullMarked;
