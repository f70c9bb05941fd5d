/** Units over HTTP. */
@NullMarked
package org.meridian.sharing.unit.web;

import org.jspecify.annotations.NullMarked;
