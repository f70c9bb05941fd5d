/** The call about tasks. */
@NullMarked
package org.meridian.sampling.task.web;

import org.jspecify.annotations.NullMarked;
