/** The way into Meridian, one per region: it decides where a call goes and answers what needs no service. */
@NullMarked
package org.meridian.gateway;

import org.jspecify.annotations.NullMarked;
