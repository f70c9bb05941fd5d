/** A resident's own results. */
@NullMarked
package org.meridian.results.person.web;

import org.jspecify.annotations.NullMarked;
