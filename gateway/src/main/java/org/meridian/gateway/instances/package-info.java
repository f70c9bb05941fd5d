/** Where the services of all regions are and which of them answer. */
@NullMarked
package org.meridian.gateway.instances;

import org.jspecify.annotations.NullMarked;
