/** What a service does by itself, again and again, for as long as it runs. */
@NullMarked
package org.meridian.platform.job;

import org.jspecify.annotations.NullMarked;
