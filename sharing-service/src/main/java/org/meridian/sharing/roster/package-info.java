/** Who belongs to a unit, as the unit says, without the numbers and names it says it with. */
@NullMarked
package org.meridian.sharing.roster;

import org.jspecify.annotations.NullMarked;
