/** Forgetting a person: what each service does when somebody was erased, and what keeps them forgotten. */
@NullMarked
package org.meridian.platform.erasure;

import org.jspecify.annotations.NullMarked;
