/** Doses that people were given: recorded by vaccinators at the person's home, told to whoever makes the health code. */
@NullMarked
package org.meridian.results.vaccination;

import org.jspecify.annotations.NullMarked;
