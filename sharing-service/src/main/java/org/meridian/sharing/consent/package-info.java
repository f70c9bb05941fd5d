/** Whom a resident lets read the latest result, for what and until when. */
@NullMarked
package org.meridian.sharing.consent;

import org.jspecify.annotations.NullMarked;
