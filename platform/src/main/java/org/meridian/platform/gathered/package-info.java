/** Calls that a gateway gathered and sent as one: how they are framed, and how a service works on each as on any other. */
@NullMarked
package org.meridian.platform.gathered;

import org.jspecify.annotations.NullMarked;
