/** Invented people with valid numbers, and the running service for tests. */
@NullMarked
package org.meridian.registration.test;

import org.jspecify.annotations.NullMarked;
