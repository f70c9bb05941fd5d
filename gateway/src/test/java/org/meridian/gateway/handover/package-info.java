/** Tests of a gateway's successor. */
@NullMarked
package org.meridian.gateway.handover;

import org.jspecify.annotations.NullMarked;
