/** Starts, stops and shows the whole platform on one machine: database nodes, services and gateways of every region. */
@NullMarked
package org.meridian.deploy;

import org.jspecify.annotations.NullMarked;
