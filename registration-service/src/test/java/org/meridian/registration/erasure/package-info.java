@NullMarked
package org.meridian.registration.erasure;

import org.jspecify.annotations.NullMarked;
