/** Devices' credentials over HTTP. */
@NullMarked
package org.meridian.registration.device.web;

import org.jspecify.annotations.NullMarked;
