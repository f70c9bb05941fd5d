/** Who is there to attack and to be attacked: in each country two houses of everybody, with what is theirs. */
@NullMarked
package org.meridian.bench.security.cast;

import org.jspecify.annotations.NullMarked;
