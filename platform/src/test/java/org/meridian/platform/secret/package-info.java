/** Secrets of profile local stay out of production. */
@org.jspecify.annotations.NullMarked
package org.meridian.platform.secret;
