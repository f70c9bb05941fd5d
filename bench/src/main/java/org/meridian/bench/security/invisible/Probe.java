package org.meridian.bench.security.invisible;

import java.net.URI;
import java.util.function.IntFunction;
import org.meridian.bench.security.wire.Request;

/**
 * One way to ask after somebody.
 *
 * @param known the n-th request about somebody who is registered; the same n gives another request each time it is needed
 * @param unknown the n-th about somebody who is not, made in the same way
 */
record Probe(String name, URI to, IntFunction<Request> known, IntFunction<Request> unknown) {}
