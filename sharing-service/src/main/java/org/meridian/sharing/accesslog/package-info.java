/** The resident's access log: who read what, when and why. */
@NullMarked
package org.meridian.sharing.accesslog;

import org.jspecify.annotations.NullMarked;
