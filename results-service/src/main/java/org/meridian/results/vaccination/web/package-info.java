/** The calls by which vaccinators record doses and people see their own. */
@NullMarked
package org.meridian.results.vaccination.web;

import org.jspecify.annotations.NullMarked;
