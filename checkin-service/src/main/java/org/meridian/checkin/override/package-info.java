/** Overrides: a colour that two health officers together set for somebody, until its end. */
@NullMarked
package org.meridian.checkin.override;

import org.jspecify.annotations.NullMarked;
