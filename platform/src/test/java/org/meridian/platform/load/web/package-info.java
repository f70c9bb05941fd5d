/** Tests of a service's door, without Spring. */
@NullMarked
package org.meridian.platform.load.web;

import org.jspecify.annotations.NullMarked;
