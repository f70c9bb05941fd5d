/** The call with which a laboratory sees what it reported. */
@NullMarked
package org.meridian.results.tube.web;

import org.jspecify.annotations.NullMarked;
