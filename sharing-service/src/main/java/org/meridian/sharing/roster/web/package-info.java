/** Rosters over HTTP. */
@NullMarked
package org.meridian.sharing.roster.web;

import org.jspecify.annotations.NullMarked;
