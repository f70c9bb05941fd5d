/** Reads chains and witnesses of all regions and finds whatever was changed. */
@NullMarked
package org.meridian.platform.audit.verify;

import org.jspecify.annotations.NullMarked;
