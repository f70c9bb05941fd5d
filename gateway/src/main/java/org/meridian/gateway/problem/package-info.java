/** What goes wrong at the edge, told as problem details, and the pages that explain each problem. */
@NullMarked
package org.meridian.gateway.problem;

import org.jspecify.annotations.NullMarked;
