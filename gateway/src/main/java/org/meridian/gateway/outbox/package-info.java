/** The local profile's view of the messages that would go to phones. */
@NullMarked
package org.meridian.gateway.outbox;

import org.jspecify.annotations.NullMarked;
