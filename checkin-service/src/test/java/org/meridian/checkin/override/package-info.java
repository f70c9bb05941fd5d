/** Tests of what an override can become. */
@NullMarked
package org.meridian.checkin.override;

import org.jspecify.annotations.NullMarked;
