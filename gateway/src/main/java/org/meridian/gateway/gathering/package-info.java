/** The hottest calls, sent to a service many at a time: what arrives while one carrier is on its way goes with the next. */
@NullMarked
package org.meridian.gateway.gathering;

import org.jspecify.annotations.NullMarked;
