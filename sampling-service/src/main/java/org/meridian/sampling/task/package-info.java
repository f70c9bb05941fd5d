/** What a site has to do again: retests and new samples, as results-service asks for them. */
@NullMarked
package org.meridian.sampling.task;

import org.jspecify.annotations.NullMarked;
