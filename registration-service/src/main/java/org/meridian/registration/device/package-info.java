/** Credentials of samplers' devices: half a day's work without anybody who issues tokens. */
@NullMarked
package org.meridian.registration.device;

import org.jspecify.annotations.NullMarked;
