/** What can be configured. */
@NullMarked
package org.meridian.registration.settings;

import org.jspecify.annotations.NullMarked;
