/** What tubes' results mean for their persons, kept in each person's home country. */
@NullMarked
package org.meridian.results.person;

import org.jspecify.annotations.NullMarked;
