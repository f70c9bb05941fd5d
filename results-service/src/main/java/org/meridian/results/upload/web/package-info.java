/** The calls of laboratories. */
@NullMarked
package org.meridian.results.upload.web;

import org.jspecify.annotations.NullMarked;
