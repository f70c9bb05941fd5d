/** The resident's own health code over HTTP. */
@NullMarked
package org.meridian.checkin.healthcode.web;

import org.jspecify.annotations.NullMarked;
