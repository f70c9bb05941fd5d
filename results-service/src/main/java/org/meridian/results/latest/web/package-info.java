/** The latest results of many persons, for other services. */
@NullMarked
package org.meridian.results.latest.web;

import org.jspecify.annotations.NullMarked;
