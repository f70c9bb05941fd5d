/** A testing day of residents in every region, played through the gateways and checked to the last colour. */
@NullMarked
package org.meridian.deploy.day;

import org.jspecify.annotations.NullMarked;
