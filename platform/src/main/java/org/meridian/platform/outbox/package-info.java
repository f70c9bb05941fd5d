/** Events to other services: written with the change, delivered at least once, handled once. */
@NullMarked
package org.meridian.platform.outbox;

import org.jspecify.annotations.NullMarked;
