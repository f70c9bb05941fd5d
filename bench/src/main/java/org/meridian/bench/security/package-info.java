/** Attacks on a running platform: each promise about security as an experiment. */
@NullMarked
package org.meridian.bench.security;

import org.jspecify.annotations.NullMarked;
