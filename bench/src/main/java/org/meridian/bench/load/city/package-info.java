/** A city's peak: the calls that people, sampling teams, laboratories and employers make, and what must be in the database after. */
@NullMarked
package org.meridian.bench.load.city;

import org.jspecify.annotations.NullMarked;
