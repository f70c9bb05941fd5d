/** Sampling sites and an auditor's decision on them. */
@NullMarked
package org.meridian.sampling.site;

import org.jspecify.annotations.NullMarked;
