/** A site's tasks, for sampling-service. */
@NullMarked
package org.meridian.results.task.web;

import org.jspecify.annotations.NullMarked;
