/** Who did what: written with the act, chained per country, signed and witnessed by the other regions. */
@NullMarked
package org.meridian.platform.audit;

import org.jspecify.annotations.NullMarked;
